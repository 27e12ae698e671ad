-- Reads memberships that have not ended. Gives each under its member and group.
SELECT subject_id AS source, group_id AS target, 1 AS value
FROM visible_memberships($as_of, $batch)
WHERE until IS NULL

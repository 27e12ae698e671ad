-- Reads ties that were accepted and have not ended. Gives each under its pair, whoever asked.
SELECT least(from_id, to_id) AS source, greatest(from_id, to_id) AS target, strength AS value
FROM visible_ties($as_of, $batch)
WHERE accepted_at IS NOT NULL AND until IS NULL

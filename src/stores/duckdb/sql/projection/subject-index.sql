-- Reads users, merchants and groups. Gives each a dense index in the code point order of ids, which is how
-- DuckDB compares text, the number that facts refer to it by, and that of a merchant's owner.
CREATE TEMP TABLE subject AS
SELECT CAST(row_number() OVER (ORDER BY seen.id) - 1 AS UINTEGER) AS subject, seen.*, registry.number
FROM (
  SELECT id, 0 AS kind, registered_at, NULL AS owner FROM visible_users($as_of, $batch)
  UNION ALL
  SELECT id, 1, registered_at, owner_id FROM visible_merchants($as_of, $batch)
  UNION ALL
  SELECT id, 2, since, NULL FROM visible_groups($as_of, $batch)
) seen
JOIN registry ON registry.id = seen.id

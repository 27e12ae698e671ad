-- Reads users, merchants and groups. Gives each a dense index in the code point order of ids, which is how
-- DuckDB compares text.
CREATE TEMP TABLE subject AS
SELECT CAST(row_number() OVER (ORDER BY id) - 1 AS UINTEGER) AS subject, id, kind, registered_at
FROM (
  SELECT id, 0 AS kind, registered_at FROM visible_users($as_of, $batch)
  UNION ALL
  SELECT id, 1, registered_at FROM visible_merchants($as_of, $batch)
  UNION ALL
  SELECT id, 2, since FROM visible_groups($as_of, $batch)
)

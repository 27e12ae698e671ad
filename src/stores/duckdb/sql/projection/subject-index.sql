-- Reads users, merchants and groups, and how far merchants' sources are to be believed. Gives each a dense index in the
-- code point order of ids, which is how DuckDB compares text, the number that facts refer to it by, and that of a
-- merchant's owner, where whoever says so is believed at all.
CREATE TEMP TABLE subject AS
SELECT CAST(row_number() OVER (ORDER BY seen.id) - 1 AS UINTEGER) AS subject, seen.*, registry.number
FROM (
  SELECT id, 0 AS kind, registered_at, NULL AS owner FROM visible_users($as_of, $batch)
  UNION ALL
  SELECT m.id, 1, m.registered_at, CASE WHEN r.reliability IS DISTINCT FROM 0 THEN m.owner_id END
  FROM visible_merchants($as_of, $batch) m
  LEFT JOIN source_reliability r ON r.id = m.source
  UNION ALL
  SELECT id, 2, since, NULL FROM visible_groups($as_of, $batch)
) seen
JOIN registry ON registry.id = seen.id

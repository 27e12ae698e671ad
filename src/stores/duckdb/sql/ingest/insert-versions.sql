-- Reads the accepted rows. Adds a version for each assertion, closed by the accepted row that follows it.
INSERT INTO {{table}} BY NAME
SELECT {{columns:a}}, {{made:a}} a.recorded_at, a.superseded_at, $batch AS batch,
  CASE WHEN a.superseded_at IS NOT NULL THEN $batch END AS superseded_batch
FROM (
  SELECT c.*, lead(c.recorded_at) OVER (PARTITION BY {{key:c}} ORDER BY c.recorded_at) AS superseded_at
  FROM contested c
  JOIN decided d ON d.file = c.file AND d.record = c.record
  WHERE d.verdict IN ('created', 'updated', 'retracted')
) a
WHERE NOT a.retracted

-- Reads the accepted rows. Closes the open version of each of their keys when the first of them was recorded.
UPDATE {{table}} t
SET superseded_at = first.recorded_at, superseded_batch = $batch
FROM (
  SELECT {{key:c}}, min(c.recorded_at) AS recorded_at
  FROM contested c
  JOIN decided d ON d.file = c.file AND d.record = c.record
  WHERE d.verdict IN ('created', 'updated', 'retracted')
  GROUP BY ALL
) first
WHERE t.superseded_at IS NULL AND {{same_key:t:first}}

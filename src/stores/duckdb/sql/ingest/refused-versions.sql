-- Reads the verdicts. Turns away the rows that are stale or conflict.
INSERT INTO rejected
SELECT c.file, c.record, d.verdict,
  CASE WHEN d.verdict = 'stale_version' THEN 'recorded_at' END,
  CASE
    WHEN d.verdict = 'stale_version' THEN 'a recorded_at after that of the version held'
    ELSE 'one content for each key and recorded_at'
  END,
  CASE WHEN d.verdict = 'stale_version' THEN strftime(c.recorded_at, '%Y-%m-%dT%H:%M:%S.%gZ') END
FROM contested c
JOIN decided d ON d.file = c.file AND d.record = c.record
WHERE d.verdict IN ('stale_version', 'conflicting_rows')

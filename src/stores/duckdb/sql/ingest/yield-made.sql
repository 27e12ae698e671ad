-- Reads the incoming users and the users that were made because facts named them. A made user gives way to a declared
-- one that was recorded no later: from this batch on it is held at no instant, and in earlier batches as before. One
-- with several versions keeps its place, because what closed them is part of what earlier batches saw.
UPDATE users t
SET superseded_at = t.recorded_at, superseded_batch = $batch
FROM (
  SELECT i.id, min(i.recorded_at) AS recorded_at
  FROM incoming($paths, $known_at) i
  ANTI JOIN rejected x ON x.file = i.file AND x.record = i.record
  WHERE NOT i.retracted
  GROUP BY i.id
) declared
WHERE t.id = declared.id
  AND t.superseded_at IS NULL
  AND t.source = 'credence:created-missing'
  AND declared.recorded_at <= t.recorded_at
  AND t.id NOT IN (SELECT id FROM users WHERE superseded_at IS NOT NULL)

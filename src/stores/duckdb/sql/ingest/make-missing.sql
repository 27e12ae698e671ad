-- Reads the ids that nobody declared. Makes each a user registered at its earliest fact. Facts recorded later
-- may have happened earlier; each such discovery is a version of its own, so that a cut before it is not told.
INSERT INTO users BY NAME
WITH known AS (
  SELECT id, recorded_at, min(min(happened_at)) OVER (PARTITION BY id ORDER BY recorded_at) AS registered_at
  FROM missing
  GROUP BY id, recorded_at
),
news AS (
  SELECT * FROM known
  QUALIFY registered_at IS DISTINCT FROM lag(registered_at) OVER (PARTITION BY id ORDER BY recorded_at)
)
SELECT id, registered_at, 'credence:created-missing' AS source, recorded_at, $batch AS batch,
  lead(recorded_at) OVER (PARTITION BY id ORDER BY recorded_at) AS superseded_at,
  CASE WHEN lead(recorded_at) OVER (PARTITION BY id ORDER BY recorded_at) IS NOT NULL THEN $batch END
    AS superseded_batch
FROM news

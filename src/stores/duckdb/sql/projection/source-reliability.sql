-- Reads sources. Makes the table of how far each is to be believed, in parts per million and per mille.
CREATE TEMP TABLE source_reliability AS
SELECT id, reliability, (reliability + 500) // 1000 AS per_mille
FROM visible_sources($as_of, $batch)
QUALIFY row_number() OVER (PARTITION BY id ORDER BY occurred_at DESC) = 1

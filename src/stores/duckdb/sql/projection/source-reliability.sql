-- Reads sources. Makes the table of how far each is to be believed, in parts per million.
CREATE TEMP TABLE source_reliability AS
SELECT id, reliability
FROM visible_sources($as_of, $batch)
QUALIFY row_number() OVER (PARTITION BY id ORDER BY occurred_at DESC) = 1

// Reads every source by its label. Gives how far each is to be believed, from when.
MATCH (version:Source)
WITH properties(version) AS v
WHERE v.recorded_at < $as_of AND v.batch <= $batch
  AND (v.superseded_at IS NULL OR v.superseded_at >= $as_of OR v.superseded_batch > $batch)
  AND v.occurred_at < $as_of
RETURN v.id AS source, v.occurred_at AS occurred_at, v.reliability AS reliability

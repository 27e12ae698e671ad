// Scans dues by label, those that are still to come included.
MATCH (version:Due)
WITH properties(version) AS v
WHERE v.recorded_at < $as_of AND v.batch <= $batch
  AND (v.superseded_at IS NULL OR v.superseded_at >= $as_of OR v.superseded_batch > $batch)
RETURN v.obligation_id AS obligation, v.due_at AS due_at, v.amount_minor AS amount

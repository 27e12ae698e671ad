// Scans payments by label.
MATCH (version:Payment)
WITH properties(version) AS v
WHERE v.recorded_at < $as_of AND v.batch <= $batch
  AND (v.superseded_at IS NULL OR v.superseded_at >= $as_of OR v.superseded_batch > $batch)
  AND v.occurred_at < $as_of
RETURN v.obligation_id AS obligation, v.occurred_at AS occurred_at, v.amount_minor AS amount

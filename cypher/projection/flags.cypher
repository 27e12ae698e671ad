// Reads every flag by its label. Gives for each subject the kinds of those that have not ended.
MATCH (version:Flag)
WITH properties(version) AS v
WHERE v.recorded_at < $as_of AND v.batch <= $batch
  AND (v.superseded_at IS NULL OR v.superseded_at >= $as_of OR v.superseded_batch > $batch)
  AND v.occurred_at < $as_of AND (v.until IS NULL OR v.until >= $as_of)
RETURN v.subject_id AS subject, collect(DISTINCT v.kind) AS kinds

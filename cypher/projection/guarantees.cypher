// Reads every GUARANTEES by its type, from guarantor to debtor. Gives those that have not ended, with
// the source of each.
MATCH (guarantor:Subject)-[version:GUARANTEES]->(debtor)
WITH guarantor, debtor, properties(version) AS v
WHERE v.recorded_at < $as_of AND v.batch <= $batch
  AND (v.superseded_at IS NULL OR v.superseded_at >= $as_of OR v.superseded_batch > $batch)
  AND v.since < $as_of AND (v.until IS NULL OR v.until >= $as_of)
RETURN guarantor.id AS guarantor, debtor.id AS debtor, v.obligation_id AS obligation, v.amount_minor AS amount,
  v.source AS source

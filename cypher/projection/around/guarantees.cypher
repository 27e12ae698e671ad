// From each subject, found by the unique index on Subject.id, both ways along GUARANTEES to those that it gave or was given
// and that have not ended. Gives each from guarantor to debtor, with its source.
MATCH (near:Subject)
WHERE near.id IN $around.subjects
CALL (near) {
  MATCH (near)-[version:GUARANTEES]->(far)
  RETURN near AS guarantor, version, far AS debtor
  UNION ALL
  MATCH (near)<-[version:GUARANTEES]-(far)
  WHERE NOT far.id IN $around.subjects
  RETURN far AS guarantor, version, near AS debtor
}
WITH guarantor, debtor, properties(version) AS v
WHERE v.recorded_at < $as_of AND v.batch <= $batch
  AND (v.superseded_at IS NULL OR v.superseded_at >= $as_of OR v.superseded_batch > $batch)
  AND v.since < $as_of AND (v.until IS NULL OR v.until >= $as_of)
RETURN guarantor.id AS guarantor, debtor.id AS debtor, v.obligation_id AS obligation, v.amount_minor AS amount,
  v.source AS source

// From each subject, found by the unique index on Subject.id, both ways along PAID and TO to its transactions, those in
// force and those that are not. Gives the ones that reached a final status, and those still pending that have matured, each
// in a list of its own. A payer who is the payee is left out.
MATCH (near:Subject)
WHERE near.id IN $around.subjects
CALL (near) {
  MATCH (near)-[:PAID]->(version)-[:TO]->(far)
  WHERE far <> near
  RETURN near AS payer, version, far AS payee
  UNION ALL
  MATCH (near)<-[:TO]-(version)<-[:PAID]-(far)
  WHERE NOT far.id IN $around.subjects
  RETURN far AS payer, version, near AS payee
}
WITH payer, payee, properties(version) AS v
WHERE v.recorded_at < $as_of AND v.batch <= $batch
  AND (v.superseded_at IS NULL OR v.superseded_at >= $as_of OR v.superseded_batch > $batch)
  AND v.occurred_at < $as_of AND (v.status_at IS NULL OR v.status_at < $as_of OR v.occurred_at < $matured_before)
WITH payer, [[payee.id, v.amount_minor, v.currency, v.month, v.kind, v.status, v.status_by, v.status_at,
  CASE WHEN v.status_at IS NOT NULL THEN v.occurred_at END, v.source]] AS transactions
RETURN payer.id AS payer, transactions

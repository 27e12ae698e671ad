// Reads every subject by its label, and from each along PAID and TO its transactions, those in force and those that
// are not. Gives the ones that reached a final status, and those still pending that have matured, in one list for each
// payer; of a payer with more than $most_listed, each in a list of its own, or neither side could hold it. A payer who
// is the payee is left out.
MATCH (payer:Subject)
WITH payer, COUNT { (payer)-[:PAID]->() } AS payments
WHERE payments > 0
CALL (payer, payments) {
  WITH payer, payments
  WHERE payments <= $most_listed
  MATCH (payer)-[:PAID]->(version)-[:TO]->(payee)
  WITH payer, payee, properties(version) AS v
  WHERE v.recorded_at < $as_of AND v.batch <= $batch
    AND (v.superseded_at IS NULL OR v.superseded_at >= $as_of OR v.superseded_batch > $batch)
    AND v.occurred_at < $as_of AND (v.status_at IS NULL OR v.status_at < $as_of OR v.occurred_at < $matured_before)
    AND payee <> payer
  RETURN collect([payee.id, v.amount_minor, v.currency, v.month, v.kind, v.status, v.status_by, v.status_at,
    CASE WHEN v.status_at IS NOT NULL THEN v.occurred_at END, v.source]) AS transactions
  UNION ALL
  WITH payer, payments
  WHERE payments > $most_listed
  MATCH (payer)-[:PAID]->(version)-[:TO]->(payee)
  WITH payer, payee, properties(version) AS v
  WHERE v.recorded_at < $as_of AND v.batch <= $batch
    AND (v.superseded_at IS NULL OR v.superseded_at >= $as_of OR v.superseded_batch > $batch)
    AND v.occurred_at < $as_of AND (v.status_at IS NULL OR v.status_at < $as_of OR v.occurred_at < $matured_before)
    AND payee <> payer
  RETURN [[payee.id, v.amount_minor, v.currency, v.month, v.kind, v.status, v.status_by, v.status_at,
    CASE WHEN v.status_at IS NOT NULL THEN v.occurred_at END, v.source]] AS transactions
}
WITH payer, transactions
WHERE size(transactions) > 0
RETURN payer.id AS payer, transactions

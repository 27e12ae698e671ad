// Finds obligations by the index on the debtors of their versions, and goes from each back along OF to the payments on it.
// Gives them in one list, each with its source.
MATCH (agreed:ObligationVersion)
WHERE agreed.debtor_id IN $around.subjects
MATCH (agreed)-[:DESCRIBES]->(o)
WITH DISTINCT o
CALL (o) {
  MATCH (o)<-[:OF]-(version:Payment)
  WITH properties(version) AS v
  WHERE v.recorded_at < $as_of AND v.batch <= $batch
    AND (v.superseded_at IS NULL OR v.superseded_at >= $as_of OR v.superseded_batch > $batch)
    AND v.occurred_at < $as_of
  RETURN collect([v.occurred_at, v.amount_minor, v.source]) AS payments
}
WITH o, payments
WHERE size(payments) > 0
RETURN o.id AS obligation, payments

// Finds obligations by the index on the debtors of their versions, and goes from each back along OF to its dues, those that
// are still to come included. Gives them in one list, each with its source and its place in the schedule.
MATCH (agreed:ObligationVersion)
WHERE agreed.debtor_id IN $around.subjects
MATCH (agreed)-[:DESCRIBES]->(o)
WITH DISTINCT o
CALL (o) {
  MATCH (o)<-[:OF]-(version:Due)
  WITH properties(version) AS v
  WHERE v.recorded_at < $as_of AND v.batch <= $batch
    AND (v.superseded_at IS NULL OR v.superseded_at >= $as_of OR v.superseded_batch > $batch)
  RETURN collect([v.due_at, v.amount_minor, v.source, v.seq]) AS dues
}
WITH o, dues
WHERE size(dues) > 0
RETURN o.id AS obligation, dues

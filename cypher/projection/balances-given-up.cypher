// Reads every version of an obligation by its label, and goes from those that the cut sees given up back along OF to their
// balances. Gives for each in one list, which may be empty, the latest by each source from before it was given up.
MATCH (agreed:ObligationVersion)
WITH agreed, properties(agreed) AS a
WHERE a.written_off_at < $as_of AND a.recorded_at < $as_of AND a.batch <= $batch
  AND (a.superseded_at IS NULL OR a.superseded_at >= $as_of OR a.superseded_batch > $batch)
MATCH (agreed)-[:DESCRIBES]->(o)
CALL (o, a) {
  MATCH (o)<-[:OF]-(version:Balance)
  WITH a, properties(version) AS v
  WHERE v.recorded_at < $as_of AND v.batch <= $batch
    AND (v.superseded_at IS NULL OR v.superseded_at >= $as_of OR v.superseded_batch > $batch)
    AND v.occurred_at < a.written_off_at
  WITH v.source AS source, max([v.occurred_at, v.balance_minor, v.limit_minor]) AS latest
  RETURN collect([latest[0], latest[1], latest[2], source]) AS balances
}
RETURN o.id AS obligation, balances

// Finds obligations by the index on the debtors of their versions, and goes from each back along OF to its balances. Gives
// for each in one list the latest by each source: no two of one obligation are of the same instant.
MATCH (agreed:ObligationVersion)
WHERE agreed.debtor_id IN $around.subjects
MATCH (agreed)-[:DESCRIBES]->(o)
WITH DISTINCT o
MATCH (o)<-[:OF]-(version:Balance)
WITH properties(version) AS v
WHERE v.recorded_at < $as_of AND v.batch <= $batch
  AND (v.superseded_at IS NULL OR v.superseded_at >= $as_of OR v.superseded_batch > $batch)
  AND v.occurred_at < $as_of
WITH v.obligation_id AS obligation, v.source AS source, max([v.occurred_at, v.balance_minor, v.limit_minor]) AS latest
RETURN obligation, collect([latest[0], latest[1], latest[2], source]) AS balances

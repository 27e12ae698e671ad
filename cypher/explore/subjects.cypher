// Finds subjects by the unique index on Subject.id and goes to their versions. Gives those that the cut sees.
MATCH (s:Subject)
WHERE s.id IN $ids
MATCH (s)<-[:DESCRIBES]-(version)
WITH s, properties(version) AS v
WHERE v.recorded_at < $as_of AND v.batch <= $batch
  AND (v.superseded_at IS NULL OR v.superseded_at >= $as_of OR v.superseded_batch > $batch)
  AND coalesce(v.registered_at, v.since) < $as_of
RETURN s.id AS id,
  CASE WHEN s:User THEN 'user' WHEN s:Merchant THEN 'merchant' ELSE 'group' END AS kind,
  v.display_name AS display_name

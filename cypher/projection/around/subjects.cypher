// From each subject that may be named, found by the unique index on Subject.id, to its versions. Gives id, kind, when each
// began, what a merchant sells, who owns it, and who says so.
MATCH (s:Subject)
WHERE s.id IN $around.named
MATCH (version:SubjectVersion)-[:DESCRIBES]->(s)
WITH s, properties(version) AS v
WHERE v.recorded_at < $as_of AND v.batch <= $batch
  AND (v.superseded_at IS NULL OR v.superseded_at >= $as_of OR v.superseded_batch > $batch)
  AND coalesce(v.registered_at, v.since) < $as_of
RETURN v.id AS id,
  CASE WHEN s:User THEN 'user' WHEN s:Merchant THEN 'merchant' ELSE 'group' END AS kind,
  coalesce(v.registered_at, v.since) AS began,
  v.category AS category,
  v.owner_id AS owner,
  v.source AS source

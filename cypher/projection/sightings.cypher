// Reads every identifier by its label, and from each back along USES who was seen with it. Gives its kind and, in one
// list, each user and source with the first and the last time; its hash stays here.
MATCH (i:Identifier)
CALL (i) {
  MATCH (i)<-[version:USES]-(user)
  WITH user, properties(version) AS v
  WHERE v.recorded_at < $as_of AND v.batch <= $batch
    AND (v.superseded_at IS NULL OR v.superseded_at >= $as_of OR v.superseded_batch > $batch)
    AND v.occurred_at < $as_of
  WITH user, v.source AS source, min(v.occurred_at) AS first_at, max(v.occurred_at) AS last_at
  RETURN collect([user.id, source, first_at, last_at]) AS users
}
WITH i, users
WHERE size(users) > 0
RETURN i.kind AS kind, users

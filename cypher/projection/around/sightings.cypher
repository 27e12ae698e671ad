// From each sharer, found by the unique index on Subject.id, along USES to its identifiers, back to who was seen with them,
// and along USES to all of theirs. Gives of each identifier its kind and, in one list, each of these users and source with
// the first and the last time; its hash stays here.
MATCH (sharer:Subject)
WHERE sharer.id IN $around.sharers
MATCH (sharer)-[version:USES]->(i)
WITH i, properties(version) AS v
WHERE v.recorded_at < $as_of AND v.batch <= $batch
  AND (v.superseded_at IS NULL OR v.superseded_at >= $as_of OR v.superseded_batch > $batch)
  AND v.occurred_at < $as_of
WITH DISTINCT i
MATCH (i)<-[version:USES]-(user)
WITH user, properties(version) AS v
WHERE v.recorded_at < $as_of AND v.batch <= $batch
  AND (v.superseded_at IS NULL OR v.superseded_at >= $as_of OR v.superseded_batch > $batch)
  AND v.occurred_at < $as_of
WITH DISTINCT user
MATCH (user)-[version:USES]->(i)
WITH user, i, properties(version) AS v
WHERE v.recorded_at < $as_of AND v.batch <= $batch
  AND (v.superseded_at IS NULL OR v.superseded_at >= $as_of OR v.superseded_batch > $batch)
  AND v.occurred_at < $as_of
WITH i, user, v.source AS source, min(v.occurred_at) AS first_at, max(v.occurred_at) AS last_at
WITH i, collect([user.id, source, first_at, last_at]) AS users
RETURN i.kind AS kind, users

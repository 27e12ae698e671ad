// From one subject, found by the unique index on Subject.id, along USES to its identifiers and back to who else was
// seen with them. Gives the identifiers that others use, the rarest first: a row for each of the first others by id.
MATCH (:Subject {id: $id})-[version:USES]->(i)
WITH i, properties(version) AS v
WHERE v.recorded_at < $as_of AND v.batch <= $batch
  AND (v.superseded_at IS NULL OR v.superseded_at >= $as_of OR v.superseded_batch > $batch)
  AND v.occurred_at < $as_of
WITH i, min(v.occurred_at) AS first_at, max(v.occurred_at) AS last_at
CALL (i) {
  MATCH (i)<-[version:USES]-(user)
  WHERE user.id <> $id
  WITH user, properties(version) AS v
  WHERE v.recorded_at < $as_of AND v.batch <= $batch
    AND (v.superseded_at IS NULL OR v.superseded_at >= $as_of OR v.superseded_batch > $batch)
    AND v.occurred_at < $as_of
  WITH user, min(v.occurred_at) AS first_at, max(v.occurred_at) AS last_at
  MATCH (user)<-[:DESCRIBES]-(version)
  WITH user, first_at, last_at, properties(version) AS v
  WHERE v.recorded_at < $as_of AND v.batch <= $batch
    AND (v.superseded_at IS NULL OR v.superseded_at >= $as_of OR v.superseded_batch > $batch)
    AND coalesce(v.registered_at, v.since) < $as_of
  WITH user, first_at, last_at, v.display_name AS name
  ORDER BY user.id
  WITH collect([user, name, first_at, last_at]) AS others
  RETURN others[..$limit] AS others, size(others) AS found
}
WITH i, first_at, last_at, others, found
WHERE found > 0
ORDER BY found, i.kind, i.value
WITH collect([i, first_at, last_at, others, found]) AS identifiers
UNWIND range(1, CASE WHEN size(identifiers) < $limit THEN size(identifiers) ELSE $limit END) AS rank
WITH rank, size(identifiers) AS total, identifiers[rank - 1] AS identifier
UNWIND identifier[3] AS other
WITH rank, total, identifier, other, identifier[0] AS i, other[0] AS user
RETURN rank, total, i.kind AS kind, i.value AS value, identifier[1] AS first_at, identifier[2] AS last_at,
  identifier[4] AS found, user.id AS id,
  CASE WHEN user:User THEN 'user' WHEN user:Merchant THEN 'merchant' ELSE 'group' END AS subject_kind,
  other[1] AS display_name, other[2] AS other_first_at, other[3] AS other_last_at

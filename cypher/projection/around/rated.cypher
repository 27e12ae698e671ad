// From each subject, found by the unique index on Subject.id, both ways along RATED to the ratings that it gave or was
// given. Gives those of one rater in one list.
MATCH (near:Subject)
WHERE near.id IN $around.subjects
CALL (near) {
  MATCH (near)-[version:RATED]->(far)
  RETURN near AS s, version, far AS other
  UNION ALL
  MATCH (near)<-[version:RATED]-(far)
  WHERE NOT far.id IN $around.subjects
  RETURN far AS s, version, near AS other
}
WITH s, other, properties(version) AS v
WHERE v.recorded_at < $as_of AND v.batch <= $batch
  AND (v.superseded_at IS NULL OR v.superseded_at >= $as_of OR v.superseded_batch > $batch)
  AND v.occurred_at < $as_of
WITH s, collect([other.id, v.value, v.occurred_at, v.source]) AS ratings
RETURN s.id AS subject, ratings

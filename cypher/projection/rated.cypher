// Reads every subject by its label, and from each along RATED in its direction the ratings that it gave. Gives them in
// one list.
MATCH (s:Subject)
CALL (s) {
  MATCH (s)-[version:RATED]->(other)
  WITH other, properties(version) AS v
  WHERE v.recorded_at < $as_of AND v.batch <= $batch
    AND (v.superseded_at IS NULL OR v.superseded_at >= $as_of OR v.superseded_batch > $batch)
    AND v.occurred_at < $as_of
  RETURN collect([other.id, v.value, v.occurred_at, v.source]) AS ratings
}
WITH s, ratings
WHERE size(ratings) > 0
RETURN s.id AS subject, ratings

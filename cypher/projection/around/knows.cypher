// From each subject, found by the unique index on Subject.id, both ways along KNOWS to the ties that were accepted and have
// not ended. Gives them in one list; one between two of these subjects comes twice.
MATCH (s:Subject)
WHERE s.id IN $around.subjects
CALL (s) {
  MATCH (s)-[version:KNOWS]-(other)
  WITH other, properties(version) AS v
  WHERE v.recorded_at < $as_of AND v.batch <= $batch
    AND (v.superseded_at IS NULL OR v.superseded_at >= $as_of OR v.superseded_batch > $batch)
    AND v.since < $as_of AND v.accepted_at < $as_of AND (v.until IS NULL OR v.until >= $as_of)
  RETURN collect([other.id, v.strength, v.source]) AS ties
}
WITH s, ties
WHERE size(ties) > 0
RETURN s.id AS subject, ties

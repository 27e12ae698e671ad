// Takes the scores of other runs off the subjects. Reads all nodes of the label Subject.
MATCH (s:Subject)
WHERE s.run_id <> $run_id
CALL (s) {
  REMOVE s.score, s.band, s.scored_at, s.run_id
} IN TRANSACTIONS OF 10000 ROWS
RETURN count(s) AS cleared

// Takes the scores of other runs off the subjects that come next after one in the order of the index, unless another
// writer has begun since; gives how many it looked at and the last of them. Who writes is read once the note is locked.
// The constraints write_back_name and subject_id carry it.
MATCH (w:WriteBack {name: 'scores'})
SET w.touched_at = timestamp()
WITH w
WHERE w.writer = $writer
CALL (w) {
  MATCH (s:Subject)
  WHERE s.id > $after
  WITH s ORDER BY s.id LIMIT $limit
  FOREACH (other IN CASE WHEN s.run_id <> $run_id THEN [s] ELSE [] END |
    REMOVE other.score, other.band, other.scored_at, other.run_id)
  RETURN collect(s.id) AS ids
}
RETURN size(ids) AS visited, coalesce(ids[-1], '') AS last

// Puts scores on some subjects, unless another writer has begun since; gives how many of them were found. The
// constraint subject_id carries it. Reads all nodes of the label WriteBack, of which there is one.
MATCH (w:WriteBack {writer: $writer})
SET w.touched_at = timestamp()
WITH w
UNWIND range(0, size($ids) - 1) AS row
OPTIONAL MATCH (s:Subject {id: $ids[row]})
FOREACH (subject IN CASE WHEN s IS NULL THEN [] ELSE [s] END |
  SET subject.score = $scores[row], subject.band = $bands[row], subject.scored_at = $scored_at,
    subject.run_id = w.run_id)
RETURN w.run_id AS run_id, count(s) AS written

// Puts scores on some subjects, unless another writer has begun since; gives how many of them were found. Who writes is
// read once the note is locked, so that nobody can begin in between. The constraints write_back_name and subject_id
// carry it.
MATCH (w:WriteBack {name: 'scores'})
SET w.touched_at = timestamp()
WITH w
WHERE w.writer = $writer
UNWIND range(0, size($ids) - 1) AS row
OPTIONAL MATCH (s:Subject {id: $ids[row]})
FOREACH (subject IN CASE WHEN s IS NULL THEN [] ELSE [s] END |
  SET subject.score = $scores[row], subject.band = $bands[row], subject.scored_at = $scored_at,
    subject.run_id = $run_id)
RETURN w.writer AS writer, count(s) AS written

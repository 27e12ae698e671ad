// Says that the scores on the subjects are those of one run, unless another writer has begun since, which is read once
// the note is locked. The constraint write_back_name carries it.
MATCH (w:WriteBack {name: 'scores'})
SET w.touched_at = timestamp()
WITH w
WHERE w.writer = $writer
SET w.state = 'complete', w.finished_at = timestamp(), w.subjects = $subjects
RETURN w.run_id AS run_id

// Says that the scores on the subjects are those of one run, unless another writer has begun since. Reads all nodes of
// the label WriteBack, of which there is one.
MATCH (w:WriteBack {writer: $writer})
SET w.state = 'complete', w.finished_at = timestamp(), w.subjects = $subjects
RETURN w.run_id AS run_id

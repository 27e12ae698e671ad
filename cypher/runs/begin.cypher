// Notes that a saving of a run begins, so that one that dies is known and its blocks can be cleared away.
// The constraint run_save carries it.
MERGE (s:RunSave {save: $save})
SET s.run_id = $run_id, s.touched_at = timestamp()

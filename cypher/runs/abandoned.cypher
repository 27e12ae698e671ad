// The savings whose blocks are to be cleared away: those of the run itself, and those that nobody has touched for a
// while. Reads all nodes of the label RunSave, of which there are only those under way or dead.
MATCH (s:RunSave)
WHERE s.run_id = $run_id OR s.touched_at < timestamp() - $idle_ms
RETURN s.save AS save

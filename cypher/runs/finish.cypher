// The last write of a saving: the run is there from now on, or has its new scores, and the blocks it had before are
// noted for clearing. The constraints run_save and run_id carry it.
MATCH (s:RunSave {save: $save})
MERGE (r:Run {id: $run.id})
WITH s, r, r.save AS before
SET r = $run
FOREACH (save IN CASE WHEN before IS NULL THEN [] ELSE [before] END |
  MERGE (o:RunSave {save: save}) SET o.run_id = $run.id, o.touched_at = 0)
DELETE s
RETURN r.save AS save

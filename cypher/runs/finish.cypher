// The last write of a saving: the run is there from now on, standing on its base where it has one, or has its new scores, and
// the blocks it had before are noted for clearing. Gives nothing where the saving was cleared away, or its base is not
// there. The constraints run_save and run_id carry it.
MATCH (s:RunSave {save: $save})
OPTIONAL MATCH (base:Run {id: $run.base})
WITH s, base
WHERE $run.base IS NULL OR base IS NOT NULL
MERGE (r:Run {id: $run.id})
WITH s, base, r, r.save AS before
SET r = $run
FOREACH (save IN CASE WHEN before IS NULL THEN [] ELSE [before] END |
  MERGE (o:RunSave {save: save}) SET o.run_id = $run.id, o.touched_at = 0)
DELETE s
WITH r, base
OPTIONAL MATCH (r)-[old:STANDS_ON]->()
DELETE old
WITH DISTINCT r, base
FOREACH (one IN CASE WHEN base IS NULL THEN [] ELSE [base] END | CREATE (r)-[:STANDS_ON]->(one))
RETURN r.save AS save

// Reads by which saving the blocks of every run are found. Reads all nodes of the label Run.
MATCH (r:Run)
WHERE r.blocks > 0
RETURN r.id AS id, r.save AS save, r.blocks AS blocks, r.factors AS factors

// Reads some runs. The constraint run_id carries it.
MATCH (r:Run)
WHERE r.id IN $ids
RETURN properties(r) AS run

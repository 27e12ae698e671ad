// Reads one run. The constraint run_id carries it.
MATCH (r:Run {id: $id})
RETURN properties(r) AS run

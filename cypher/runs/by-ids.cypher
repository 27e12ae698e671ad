// Reads some runs, but for how they were made. The constraint run_id carries it.
MATCH (r:Run)
WHERE r.id IN $ids
RETURN r {.*, touched_json: null} AS run

// Reads every run there is, for a history. Reads all nodes of the label Run.
MATCH (r:Run)
RETURN properties(r) AS run
ORDER BY r.as_of, r.finished_at

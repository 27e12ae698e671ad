// Reads every run there is, or every one of a purpose. Reads all nodes of the label Run.
MATCH (r:Run)
WHERE $purpose IS NULL OR r.purpose = $purpose
RETURN properties(r) AS run
ORDER BY r.as_of DESC, r.finished_at DESC

// Reads every run there is, or every one of a purpose, but for how it was made. Reads all nodes of the label Run.
MATCH (r:Run)
WHERE $purpose IS NULL OR r.purpose = $purpose
RETURN r {.*, touched_json: null} AS run
ORDER BY r.as_of DESC, r.finished_at DESC

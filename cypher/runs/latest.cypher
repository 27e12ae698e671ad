// Reads the run of a purpose as of the latest instant, of several the one finished last. The index run_purpose carries
// it.
MATCH (r:Run {purpose: $purpose})
WHERE r.as_of IS NOT NULL
RETURN properties(r) AS run
ORDER BY r.as_of DESC, r.finished_at DESC
LIMIT 1

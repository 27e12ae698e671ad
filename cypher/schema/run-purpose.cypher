// Finds the runs of a purpose, the latest instant last.
CREATE INDEX run_purpose IF NOT EXISTS FOR (n:Run) ON (n.purpose, n.as_of)

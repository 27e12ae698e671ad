// Finds the versions of a due.
CREATE INDEX due_key IF NOT EXISTS FOR (n:Due) ON (n.obligation_id, n.seq)

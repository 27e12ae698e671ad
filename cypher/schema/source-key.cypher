// Finds the versions of a source.
CREATE INDEX source_key IF NOT EXISTS FOR (n:Source) ON (n.id, n.occurred_at)

-- Reads nothing. Makes the table that says which migrations have run.
CREATE TABLE IF NOT EXISTS schema_version (version INTEGER NOT NULL)

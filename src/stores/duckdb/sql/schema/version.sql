-- Reads the version table. Gives the latest migration that has run, 0 for none.
SELECT coalesce(max(version), 0) AS version FROM schema_version

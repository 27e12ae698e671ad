-- Reads nothing. Notes that a migration has run.
INSERT INTO schema_version VALUES ($version)

-- Reads the catalogue. Gives the names of the columns of the registry.
SELECT column_name AS name FROM duckdb_columns() WHERE table_name = 'registry'

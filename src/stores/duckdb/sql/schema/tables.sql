-- Reads the catalogue. Gives the names of the tables there are.
SELECT table_name AS name FROM duckdb_tables() WHERE NOT internal AND NOT temporary

-- Reads the catalogue. Gives the names of the types that were made here.
SELECT type_name AS name FROM duckdb_types() WHERE NOT internal

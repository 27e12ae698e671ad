-- Reads the catalogue. Gives the names of the columns of a table.
SELECT column_name AS name FROM duckdb_columns() WHERE table_name = $table

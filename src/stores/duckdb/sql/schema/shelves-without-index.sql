-- Reads the catalogue. Gives the tables of scores that an earlier release made.
SELECT table_name AS name FROM duckdb_tables() WHERE starts_with(table_name, 'score_blocks_') AND index_count = 0

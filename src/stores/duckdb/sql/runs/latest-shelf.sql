-- Reads the catalogue. Gives how many tables of scores there are.
SELECT count(*) AS shelves FROM duckdb_tables() WHERE starts_with(table_name, 'score_blocks_')

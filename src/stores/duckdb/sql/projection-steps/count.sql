-- Reads one fact table. Counts its rows.
SELECT count(*) AS rows FROM fact_table

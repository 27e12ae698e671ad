-- Reads nothing. Drops a fact table that was handed over.
DROP TABLE fact_table

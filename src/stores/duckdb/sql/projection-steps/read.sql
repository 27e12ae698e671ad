-- Reads one fact table. Gives its columns, and its rows in order where they have one.
SELECT {{names}} FROM fact_table {{order}}

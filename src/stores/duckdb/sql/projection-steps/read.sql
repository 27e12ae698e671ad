-- Reads one fact table, made or not. Gives its columns, and its rows in order where they have one.
SELECT {{names}} FROM {{fact_table}} {{order}}

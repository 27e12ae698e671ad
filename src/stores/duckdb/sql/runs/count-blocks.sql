-- Reads the scores of some runs. Counts their blocks.
SELECT count(*) AS blocks FROM {{shelf}}

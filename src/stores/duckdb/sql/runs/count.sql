-- Reads the scores of one layout. Counts those of a run.
SELECT count(*) AS subjects FROM {{table}} WHERE run = CAST($run AS INTEGER)

-- Reads the scores of one layout. Removes those of a run.
DELETE FROM {{table}} WHERE run = CAST($run AS INTEGER)

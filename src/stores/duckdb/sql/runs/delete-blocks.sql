-- Reads the scores of a run. Removes them.
DELETE FROM {{shelf}} WHERE run = CAST($run AS INTEGER)

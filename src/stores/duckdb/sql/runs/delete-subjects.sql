-- Reads the subjects of a run. Removes them.
DELETE FROM scored_subjects WHERE run = CAST($run AS INTEGER)

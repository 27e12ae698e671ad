-- Reads the subjects of a run. Gives the position of one.
SELECT position FROM scored_subjects WHERE run = CAST($run AS INTEGER) AND slot = CAST($slot AS UINTEGER) AND subject_id = $subject_id

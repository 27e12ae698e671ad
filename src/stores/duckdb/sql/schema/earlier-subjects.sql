-- Reads the subjects of a run of an earlier release. Gives them in no order; position says where each belongs.
SELECT position, subject_id FROM scored_subjects WHERE run = CAST($run AS INTEGER)

-- Reads the subjects of some runs. Gives them in no order; position says where each belongs.
SELECT run, position, subject_id FROM scored_subjects WHERE run IN (SELECT unnest(CAST($runs AS INTEGER[])))

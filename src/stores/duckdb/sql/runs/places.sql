-- Reads the subjects of some runs. Gives the position of one in each that knows it.
SELECT run, position FROM scored_subjects
WHERE run IN (SELECT unnest(CAST($runs AS INTEGER[]))) AND slot = CAST($slot AS UINTEGER) AND subject_id = $subject_id

-- Reads the runs. Gives those of a purpose, or all where it is NULL, the latest asOf first, but for how they were made.
SELECT * EXCLUDE (touched_json) FROM runs WHERE $purpose IS NULL OR purpose = $purpose ORDER BY as_of DESC, finished_at DESC, number DESC

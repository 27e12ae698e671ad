-- Reads the runs. Gives those of these numbers, but for how they were made.
SELECT * EXCLUDE (touched_json) FROM runs WHERE list_contains(CAST($runs AS INTEGER[]), number)

-- Reads the runs. Gives those of these numbers.
SELECT * FROM runs WHERE list_contains(CAST($runs AS INTEGER[]), number)

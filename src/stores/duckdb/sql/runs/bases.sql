-- Reads the runs. Gives which run each stands on, and what rows of its own it has.
SELECT id, number, base, factors, own_rows FROM runs

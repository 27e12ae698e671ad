-- Reads the runs. Gives a number that none of them has.
SELECT coalesce(max(number), 0) + 1 AS number FROM runs

-- Reads the runs. Gives which run each stands on.
SELECT id, number, layout, base FROM runs

-- Reads nothing. Gives the runs of an earlier release room for a population.
ALTER TABLE runs ADD COLUMN IF NOT EXISTS population_json VARCHAR

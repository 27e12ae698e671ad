-- Reads nothing. Gives the runs of an earlier release room for what they stand on.
ALTER TABLE runs ADD COLUMN IF NOT EXISTS base VARCHAR

-- Reads nothing. Gives the runs of an earlier release room for how a run on another was made.
ALTER TABLE runs ADD COLUMN IF NOT EXISTS touched_json VARCHAR

-- Reads nothing. Gives the runs of an earlier release room for a profile.
ALTER TABLE runs ADD COLUMN IF NOT EXISTS profile_json VARCHAR

-- Reads nothing. Gives the sightings of an earlier release room for what their identifiers are found by.
ALTER TABLE sightings ADD COLUMN IF NOT EXISTS identifier UBIGINT

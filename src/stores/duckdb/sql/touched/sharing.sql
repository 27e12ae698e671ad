-- Reads sightings. Makes the table of all versions of those of an identifier shared.
CREATE TEMP TABLE sharing AS
SELECT * EXCLUDE (value) FROM sightings WHERE identifier IN (SELECT identifier FROM shared_identifier)

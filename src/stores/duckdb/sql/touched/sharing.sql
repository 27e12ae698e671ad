-- Reads sightings. Makes the table of all versions of those of an identifier shared.
CREATE TEMP TABLE sharing AS
SELECT * FROM sightings SEMI JOIN shared_identifier USING (kind, value)

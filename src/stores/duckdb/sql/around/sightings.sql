-- Reads sightings. Puts those of everybody who was seen with an identifier of the sharers in their place.
CREATE TEMP TABLE sightings AS
SELECT * FROM sightings
WHERE subject_id IN (SELECT subject_id FROM sightings SEMI JOIN shared_identifier USING (kind, value))

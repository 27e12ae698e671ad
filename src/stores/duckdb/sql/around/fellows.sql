-- Reads sightings. Makes the table of everybody who was seen with an identifier of the sharers.
CREATE TEMP TABLE fellow AS
SELECT DISTINCT subject_id AS number FROM sightings SEMI JOIN shared_identifier USING (kind, value)

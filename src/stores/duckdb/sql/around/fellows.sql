-- Reads sightings. Makes the table of everybody who was seen with an identifier of the sharers.
CREATE TEMP TABLE fellow AS
SELECT DISTINCT subject_id AS number FROM sightings WHERE identifier IN (SELECT identifier FROM shared_identifier)

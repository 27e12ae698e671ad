-- Reads sightings. Puts those of everybody who was seen with an identifier of the sharers in their place.
CREATE TEMP TABLE sightings AS SELECT * FROM sightings WHERE {{is_fellow:subject_id}}

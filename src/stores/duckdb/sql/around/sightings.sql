-- Reads sightings. Puts those of everybody who was seen with an identifier of the sharers in their place, with the number
-- of each identifier for its text: all that matters of that is which are alike, and reading it takes longest.
CREATE TEMP TABLE sightings AS
SELECT * REPLACE (CAST(identifier AS VARCHAR) AS value) FROM sightings WHERE {{is_fellow:subject_id}}

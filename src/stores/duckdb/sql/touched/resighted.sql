-- Reads sightings. Makes the table of the subjects of whom two cuts see one differently, all of them of those half seen.
CREATE TEMP TABLE resighted AS
SELECT subject_id AS number FROM differing_sightings
UNION
SELECT number FROM half_seen

-- Reads sightings. Makes the table of the identifiers that the sharers were ever seen with.
CREATE TEMP TABLE shared_identifier AS
SELECT DISTINCT identifier FROM sightings WHERE {{is_sharer:subject_id}}

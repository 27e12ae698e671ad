-- Reads sightings. Makes the table of the identifiers that somebody of those resighted was seen with.
CREATE TEMP TABLE shared_identifier AS
SELECT DISTINCT identifier FROM ({{either:sightings}}) WHERE {{is_resighted:subject_id}}

-- Reads the sightings shared. Gives the ids of everybody seen so, in code point order.
SELECT id FROM registry WHERE number IN (SELECT subject_id FROM ({{either_of:sightings:sharing}})) ORDER BY id

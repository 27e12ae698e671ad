-- Reads a sighting; all were hashed alike. Counts it where its identifier is hashed otherwise here.
SELECT count(*) AS unlike
FROM (SELECT * FROM sightings LIMIT 1) s
WHERE s.identifier IS DISTINCT FROM {{identifier:s}}

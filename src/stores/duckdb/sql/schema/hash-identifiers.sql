-- Reads the sightings set aside. Takes them over with their identifiers hashed as here.
INSERT INTO sightings BY NAME
SELECT {{columns:s}}, {{made:s}} s.recorded_at, s.superseded_at, s.batch, s.superseded_batch
FROM earlier s

-- Reads sightings. Gives the ids of everybody seen with an identifier of those resighted, in code point order.
WITH shared AS (
  SELECT DISTINCT kind, value FROM ({{either:sightings}}) WHERE subject_id IN (SELECT number FROM resighted)
),
sharer AS (
  SELECT subject_id AS number FROM ({{either:sightings}}) SEMI JOIN shared USING (kind, value)
)
SELECT id FROM registry WHERE number IN (SELECT number FROM sharer) ORDER BY id

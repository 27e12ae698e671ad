-- Reads sightings. Gives when each subject was first and last seen with each identifier, and how far the best of the
-- sources is to be believed; what is not believed at all was not seen. Identifiers are told apart by the numbers made of
-- them, 64 bits, since grouping and comparing texts takes twice the time: of 10 million two are alike with a chance of 3
-- in a million. They are numbered anew, and their hashes stay here.
WITH seen AS MATERIALIZED (
  SELECT s.subject, any_value(v.kind) AS kind, v.identifier,
    epoch_ms(min(v.occurred_at)) AS first_at, epoch_ms(max(v.occurred_at)) AS last_at,
    max(coalesce(r.reliability, 1000000)) AS reliability
  FROM visible_sightings($as_of, $batch) v
  JOIN subject s ON s.number = v.subject_id
  LEFT JOIN source_reliability r ON r.id = v.source
  WHERE r.reliability IS NULL OR r.reliability > 0
  GROUP BY s.subject, v.identifier
),
numbered AS (
  SELECT identifier, row_number() OVER () - 1 AS number
  FROM (SELECT DISTINCT identifier FROM seen)
)
SELECT subject, numbered.number AS identifier, enum_code(kind) AS kind, first_at, last_at, reliability
FROM seen
JOIN numbered USING (identifier)

-- Reads sightings. Gives when each subject was first and last seen with each identifier, and how far the best of the
-- sources is to be believed; what is not believed at all was not seen. Identifiers are numbered, their hashes stay
-- here. They are ranked by a short hash first, because comparing numbers takes half the time of comparing texts.
SELECT subject, dense_rank() OVER (ORDER BY hash(kind, value), kind, value) - 1 AS identifier,
  enum_code(kind) AS kind, first_at, last_at, reliability
FROM (
  SELECT s.subject, v.kind, v.value, epoch_ms(min(v.occurred_at)) AS first_at,
    epoch_ms(max(v.occurred_at)) AS last_at, max(coalesce(r.reliability, 1000000)) AS reliability
  FROM visible_sightings($as_of, $batch) v
  JOIN subject s ON s.number = v.subject_id
  LEFT JOIN source_reliability r ON r.id = v.source
  WHERE r.reliability IS NULL OR r.reliability > 0
  GROUP BY s.subject, v.kind, v.value
)

-- Reads sightings. Gives when each subject was first and last seen with each identifier; identifiers are
-- numbered, their hashes stay here. They are ranked by a short hash first, because comparing numbers takes half the
-- time of comparing texts.
SELECT subject, dense_rank() OVER (ORDER BY hash(kind, value), kind, value) - 1 AS identifier,
  enum_code(kind) AS kind, first_at, last_at
FROM (
  SELECT s.subject, v.kind, v.value, epoch_ms(min(v.occurred_at)) AS first_at, epoch_ms(max(v.occurred_at)) AS last_at
  FROM visible_sightings($as_of, $batch) v
  JOIN subject s ON s.number = v.subject_id
  GROUP BY s.subject, v.kind, v.value
)

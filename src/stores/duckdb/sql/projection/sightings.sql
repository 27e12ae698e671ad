-- Reads sightings. Gives when each subject was first and last seen with each identifier; identifiers are
-- numbered, their hashes stay here.
SELECT s.subject, dense_rank() OVER (ORDER BY v.kind, v.value) - 1 AS identifier,
  enum_code(v.kind) AS kind,
  epoch_ms(min(v.occurred_at)) AS first_at, epoch_ms(max(v.occurred_at)) AS last_at
FROM visible_sightings($as_of, $batch) v
JOIN subject s ON s.id = v.subject_id
GROUP BY s.subject, v.kind, v.value

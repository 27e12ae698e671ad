-- Reads flags. Gives the subjects that trust starts from.
SELECT DISTINCT s.subject
FROM visible_flags($as_of, $batch) f
JOIN subject s ON s.number = f.subject_id
WHERE f.kind = 'trusted_seed' AND f.until IS NULL

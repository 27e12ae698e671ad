-- Reads flags. Gives the subjects with a live flag that withholds their score.
SELECT DISTINCT s.subject
FROM visible_flags($as_of, $batch) f
JOIN subject s ON s.number = f.subject_id
WHERE f.kind IN ('confirmed_fraud', 'blocked') AND f.until IS NULL

-- Reads flags. Gives the subjects with a live flag that withholds their score, and since when the latest of them says so.
SELECT s.subject, epoch_ms(max(f.occurred_at)) AS flagged_at
FROM visible_flags($as_of, $batch) f
JOIN subject s ON s.number = f.subject_id
WHERE f.kind IN ('confirmed_fraud', 'blocked') AND f.until IS NULL
GROUP BY s.subject

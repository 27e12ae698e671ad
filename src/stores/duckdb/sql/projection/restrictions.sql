-- Reads flags. Gives the subjects with a live flag that withholds their score, and since when the latest of them says so;
-- what is not believed at all is left out.
SELECT s.subject, epoch_ms(max(f.occurred_at)) AS flagged_at
FROM visible_flags($as_of, $batch) f
JOIN subject s ON s.number = f.subject_id
LEFT JOIN source_reliability r ON r.id = f.source
WHERE f.kind IN ('confirmed_fraud', 'blocked') AND f.until IS NULL AND r.reliability IS DISTINCT FROM 0
GROUP BY s.subject

-- Reads flags. Gives the subjects that trust starts from; what is not believed at all is left out.
SELECT DISTINCT s.subject
FROM visible_flags($as_of, $batch) f
JOIN subject s ON s.number = f.subject_id
LEFT JOIN source_reliability r ON r.id = f.source
WHERE f.kind = 'trusted_seed' AND f.until IS NULL AND r.reliability IS DISTINCT FROM 0

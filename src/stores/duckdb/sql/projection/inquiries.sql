-- Reads inquiries. Counts those of each subject in the window of 6 months, and sums how far their sources are to be
-- believed; those of a source that is not believed at all are left out.
SELECT s.subject, count(*) AS inquiries, sum(coalesce(r.reliability, 1000000)) AS reliability_sum
FROM visible_inquiries($as_of, $batch) i
JOIN subject s ON s.number = i.subject_id
LEFT JOIN source_reliability r ON r.id = i.source
WHERE i.occurred_at >= $start_of_6_months AND r.reliability IS DISTINCT FROM 0
GROUP BY s.subject

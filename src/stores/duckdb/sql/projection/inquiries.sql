-- Reads inquiries. Counts those of each subject in the window of 6 months.
SELECT s.subject, count(*) AS inquiries
FROM visible_inquiries($as_of, $batch) i
JOIN subject s ON s.number = i.subject_id
WHERE i.occurred_at >= $start_of_6_months
GROUP BY s.subject

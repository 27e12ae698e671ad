// From each subject, found by the unique index on Subject.id, back along OF to its inquiries. Counts those of each source
// in the window of 6 months.
MATCH (s:Subject)
WHERE s.id IN $around.subjects
MATCH (s)<-[:OF]-(version:Inquiry)
WITH properties(version) AS v
WHERE v.recorded_at < $as_of AND v.batch <= $batch
  AND (v.superseded_at IS NULL OR v.superseded_at >= $as_of OR v.superseded_batch > $batch)
  AND v.occurred_at < $as_of AND v.occurred_at >= $start_of_6_months
RETURN v.subject_id AS subject, v.source AS source, count(*) AS inquiries

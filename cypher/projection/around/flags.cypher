// From each subject, found by the unique index on Subject.id, back along OF to its flags. Gives the kinds of those that
// have not ended, with the latest of each kind and source.
MATCH (s:Subject)
WHERE s.id IN $around.subjects
MATCH (s)<-[:OF]-(version:Flag)
WITH properties(version) AS v
WHERE v.recorded_at < $as_of AND v.batch <= $batch
  AND (v.superseded_at IS NULL OR v.superseded_at >= $as_of OR v.superseded_batch > $batch)
  AND v.occurred_at < $as_of AND (v.until IS NULL OR v.until >= $as_of)
WITH v.subject_id AS subject, v.kind AS kind, v.source AS source, max(v.occurred_at) AS flagged_at
RETURN subject, collect([kind, flagged_at, source]) AS flags

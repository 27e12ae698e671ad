// From each subject, found by the unique index on Subject.id, back along OF to its attributes. Gives each value with its
// source and when it was so.
MATCH (s:Subject)
WHERE s.id IN $around.subjects
MATCH (s)<-[:OF]-(version:Attribute)
WITH properties(version) AS v
WHERE v.recorded_at < $as_of AND v.batch <= $batch
  AND (v.superseded_at IS NULL OR v.superseded_at >= $as_of OR v.superseded_batch > $batch)
  AND v.occurred_at < $as_of
RETURN v.subject_id AS subject, v.name AS name, v.occurred_at AS occurred_at, v.source AS source,
  v.value AS value, coalesce(v.protected, false) AS protected

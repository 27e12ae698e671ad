// From each subject, found by the unique index on Subject.id, back along OF to its consents. Of those to processing for one
// purpose it gives the subjects that said yes to some client and whose latest word to no client is a no; of a yes and a no
// at one instant the no is the greater, 1.
MATCH (s:Subject)
WHERE s.id IN $around.subjects
MATCH (s)<-[:OF]-(version:Consent)
WITH properties(version) AS v
WHERE v.recorded_at < $as_of AND v.batch <= $batch
  AND (v.superseded_at IS NULL OR v.superseded_at >= $as_of OR v.superseded_batch > $batch)
  AND v.occurred_at < $as_of AND v.kind = 'processing' AND v.purpose = $purpose
WITH v.subject_id AS subject, v.client AS client,
  max([v.occurred_at, CASE WHEN v.granted THEN 0 ELSE 1 END]) AS latest
WITH subject, max(latest[1]) AS refused
WHERE refused = 0
RETURN subject

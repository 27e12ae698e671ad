// From each subject, found by the unique index on Subject.id, back along OF to its profiles. Gives what each source said
// and when, the latest and all before it; instants that the cut does not see are left out.
MATCH (s:Subject)
WHERE s.id IN $around.subjects
MATCH (s)<-[:OF]-(version:Profile)
WITH properties(version) AS v
WHERE v.recorded_at < $as_of AND v.batch <= $batch
  AND (v.superseded_at IS NULL OR v.superseded_at >= $as_of OR v.superseded_batch > $batch)
  AND v.occurred_at < $as_of
RETURN v.subject_id AS subject, v.source AS source, v.occurred_at AS occurred_at,
  v.identity_level AS identity_level,
  CASE WHEN v.residence_since < $as_of THEN v.residence_since END AS residence_since,
  CASE WHEN v.phone_since < $as_of THEN v.phone_since END AS phone_since,
  v.completeness AS completeness

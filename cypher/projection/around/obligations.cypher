// Finds versions of obligations by the index on their debtors, and those that are guaranteed by or for a subject from it
// along GUARANTEES; the unique indexes on Subject.id and Obligation.id carry that. Gives what was agreed, where the cut sees
// it how it ended, and who says so.
CALL () {
  MATCH (version:ObligationVersion)
  WHERE version.debtor_id IN $around.subjects
  RETURN version
  UNION
  MATCH (s:Subject)
  WHERE s.id IN $around.subjects
  MATCH (s)-[guarantee:GUARANTEES]-()
  MATCH (:Obligation {id: guarantee.obligation_id})<-[:DESCRIBES]-(version)
  RETURN version
}
WITH properties(version) AS v
WHERE v.recorded_at < $as_of AND v.batch <= $batch
  AND (v.superseded_at IS NULL OR v.superseded_at >= $as_of OR v.superseded_batch > $batch)
  AND v.opened_at < $as_of
RETURN v.id AS id, v.debtor_id AS debtor, v.kind AS kind, v.currency AS currency,
  v.principal_minor AS principal, v.opened_at AS opened_at,
  CASE WHEN v.settled_at < $as_of THEN v.settled_at END AS settled_at,
  CASE WHEN v.defaulted_at < $as_of THEN v.defaulted_at END AS defaulted_at,
  CASE WHEN v.written_off_at < $as_of THEN v.written_off_at END AS written_off_at,
  v.source AS source

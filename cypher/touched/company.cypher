// From each subject, found by the unique index on Subject.id, along PAID and TO, KNOWS, RATED, GUARANTEES and MEMBER_OF, both
// ways, and by the indexes on owners and debtors. Gives whom it shares a fact with that one of two cuts sees, and what it
// owes or is in a guarantee for.
MATCH (near:Subject)
WHERE near.id IN $touched.ids
CALL (near) {
  MATCH (near)-[version:KNOWS|RATED|GUARANTEES|MEMBER_OF]-(far)
  RETURN 'subject' AS sort, far.id AS id, properties(version) AS v
  UNION ALL
  MATCH (near)-[:PAID|TO]-(version)-[:PAID|TO]-(far)
  RETURN 'subject' AS sort, far.id AS id, properties(version) AS v
  UNION ALL
  MATCH (near)<-[:DESCRIBES]-(version)
  WHERE version.owner_id IS NOT NULL
  RETURN 'subject' AS sort, version.owner_id AS id, properties(version) AS v
  UNION ALL
  MATCH (version:SubjectVersion {owner_id: near.id})
  RETURN 'subject' AS sort, version.id AS id, properties(version) AS v
  UNION ALL
  MATCH (near)-[version:GUARANTEES]-()
  WHERE version.obligation_id IS NOT NULL
  RETURN 'obligation' AS sort, version.obligation_id AS id, properties(version) AS v
  UNION ALL
  MATCH (version:ObligationVersion {debtor_id: near.id})
  RETURN 'obligation' AS sort, version.id AS id, properties(version) AS v
}
WITH sort, id, v, coalesce(v.happens_at, v.recorded_at) AS begins
WHERE begins < $from_at AND v.batch <= $from_batch
    AND (v.superseded_at IS NULL OR v.superseded_at >= $from_at OR v.superseded_batch > $from_batch)
  OR begins < $to_at AND v.batch <= $to_batch
    AND (v.superseded_at IS NULL OR v.superseded_at >= $to_at OR v.superseded_batch > $to_batch)
RETURN DISTINCT sort, id

// From each obligation, found by the unique index on Obligation.id, to its versions, and by the index on the obligations of
// GUARANTEES. Gives who owes and both ends of every guarantee for it, as versions say that one of two cuts sees.
MATCH (o:Obligation)
WHERE o.id IN $touched.ids
CALL (o) {
  MATCH (o)<-[:DESCRIBES]-(version)
  RETURN properties(version) AS v, [version.debtor_id] AS ids
  UNION ALL
  MATCH (guarantor)-[version:GUARANTEES {obligation_id: o.id}]->(debtor)
  RETURN properties(version) AS v, [guarantor.id, debtor.id] AS ids
}
WITH ids, v, coalesce(v.happens_at, v.recorded_at) AS begins
WHERE begins < $from_at AND v.batch <= $from_batch
    AND (v.superseded_at IS NULL OR v.superseded_at >= $from_at OR v.superseded_batch > $from_batch)
  OR begins < $to_at AND v.batch <= $to_batch
    AND (v.superseded_at IS NULL OR v.superseded_at >= $to_at OR v.superseded_batch > $to_batch)
UNWIND ids AS id
RETURN DISTINCT id

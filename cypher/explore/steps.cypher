// From each subject of a frontier, found by the unique index on Subject.id, both ways along KNOWS, RATED, GUARANTEES and
// MEMBER_OF, and along PAID and TO. Gives each pair of one of the frontier and one at the other end, once. Versions of who
// is at the other ends are read where the cut does not see the one in force, which the subject says itself.
MATCH (near:Subject)
WHERE near.id IN $ids
CALL (near) {
  MATCH (near)-[version:KNOWS|RATED|GUARANTEES|MEMBER_OF]-(far)
  WHERE type(version) IN $types
  WITH far, type(version) AS type, properties(version) AS v
  WHERE v.recorded_at < $as_of AND v.batch <= $batch
    AND (v.superseded_at IS NULL OR v.superseded_at >= $as_of OR v.superseded_batch > $batch)
    AND coalesce(v.since, v.occurred_at) < $as_of AND (v.until IS NULL OR v.until >= $as_of)
    AND (type <> 'KNOWS' OR v.accepted_at < $as_of)
    AND (v.obligation_id IS NULL OR EXISTS {
      MATCH (:Obligation {id: v.obligation_id})<-[:DESCRIBES]-(o)
      WHERE o.recorded_at < $as_of AND o.batch <= $batch AND o.opened_at < $as_of
        AND (o.superseded_at IS NULL OR o.superseded_at >= $as_of OR o.superseded_batch > $batch)
    })
  RETURN far
  UNION ALL
  WITH near
  WHERE 'PAID' IN $types
  MATCH (near)-[:PAID|TO]-(v)
  WHERE v.linked_after < $as_of AND v.batch <= $batch
    AND (v:Transaction OR v.superseded_at >= $as_of OR v.superseded_batch > $batch)
  MATCH (v)-[:PAID|TO]-(far)
  WHERE far <> near
  RETURN far
}
WITH DISTINCT near, far
WHERE (far.visible_after < $as_of AND far.described_batch <= $batch) OR EXISTS {
  MATCH (far)<-[:DESCRIBES]-(v)
  WHERE v.recorded_at < $as_of AND v.batch <= $batch
    AND (v.superseded_at IS NULL OR v.superseded_at >= $as_of OR v.superseded_batch > $batch)
    AND coalesce(v.registered_at, v.since) < $as_of
}
RETURN near.id AS near, far.id AS far
LIMIT $limit

// From each subject of a frontier, found by the unique index on Subject.id, both ways along KNOWS, RATED, GUARANTEES and
// MEMBER_OF, and along PAID and TO. Gives, in one row, who is at the other ends with the number of facts, most first, how
// many there are in all, and the hubs of the frontier, which are left off after $most_facts and expand nothing. Versions
// of who is at the other ends are read where the cut does not see the one in force, which the subject says itself.
MATCH (near:Subject)
WHERE near.id IN $ids
CALL (near) {
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
  WITH far LIMIT $most_facts + 1
  RETURN collect(far) AS reached
}
WITH collect(CASE WHEN size(reached) > $most_facts THEN near.id END) AS hubs,
  collect(CASE WHEN size(reached) <= $most_facts THEN reached END) AS expanded
CALL (expanded) {
  UNWIND expanded AS reached
  UNWIND reached AS far
  WITH far, count(*) AS facts
  WHERE NOT far.id IN $except
    AND ((far.visible_after < $as_of AND far.described_batch <= $batch) OR EXISTS {
      MATCH (far)<-[:DESCRIBES]-(v)
      WHERE v.recorded_at < $as_of AND v.batch <= $batch
        AND (v.superseded_at IS NULL OR v.superseded_at >= $as_of OR v.superseded_batch > $batch)
        AND coalesce(v.registered_at, v.since) < $as_of
    })
  WITH far, facts
  ORDER BY facts DESC, far.id
  WITH collect([far, facts]) AS found
  RETURN found[..$limit] AS kept, size(found) AS total
}
CALL (kept) {
  UNWIND kept AS one
  WITH one[0] AS far, one[1] AS facts
  RETURN collect({
      id: far.id, kind: CASE WHEN far:User THEN 'user' WHEN far:Merchant THEN 'merchant' ELSE 'group' END,
      display_name: CASE
        WHEN far.visible_after < $as_of AND far.described_batch <= $batch THEN far.display_name
        ELSE COLLECT {
          MATCH (far)<-[:DESCRIBES]-(v)
          WHERE v.recorded_at < $as_of AND v.batch <= $batch
            AND (v.superseded_at IS NULL OR v.superseded_at >= $as_of OR v.superseded_batch > $batch)
            AND coalesce(v.registered_at, v.since) < $as_of
          RETURN v.display_name
        }[0]
      END, facts: facts
    }) AS rows
}
RETURN rows, total, hubs

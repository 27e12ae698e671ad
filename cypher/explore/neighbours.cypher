// From each subject of a frontier, found by the unique index on Subject.id, both ways along KNOWS, PAID and TO, RATED,
// GUARANTEES and MEMBER_OF. Gives, in one row, who is at the other ends with the number of facts, most first, how many
// there are in all, and the hubs of the frontier, which are left off after $most_facts and expand nothing.
MATCH (near:Subject)
WHERE near.id IN $ids
CALL (near) {
  CALL (near) {
    WITH near
    WHERE 'knows' IN $relations
    MATCH (near)-[version:KNOWS]-(far)
    WITH far, properties(version) AS v
    WHERE v.recorded_at < $as_of AND v.batch <= $batch
      AND (v.superseded_at IS NULL OR v.superseded_at >= $as_of OR v.superseded_batch > $batch)
      AND v.since < $as_of AND v.accepted_at < $as_of AND (v.until IS NULL OR v.until >= $as_of)
    RETURN far
    UNION ALL
    WITH near
    WHERE 'paid' IN $relations
    MATCH (near)-[:PAID]->(version)-[:TO]->(far)
    WITH near, far, properties(version) AS v
    WHERE v.recorded_at < $as_of AND v.batch <= $batch
      AND (v.superseded_at IS NULL OR v.superseded_at >= $as_of OR v.superseded_batch > $batch)
      AND v.occurred_at < $as_of AND (v.status_at IS NULL OR v.status_at < $as_of)
      AND v.status = 'completed' AND v.kind IN ['purchase', 'transfer', 'utility'] AND far <> near
    RETURN far
    UNION ALL
    WITH near
    WHERE 'paid' IN $relations
    MATCH (near)<-[:TO]-(version)<-[:PAID]-(far)
    WITH near, far, properties(version) AS v
    WHERE v.recorded_at < $as_of AND v.batch <= $batch
      AND (v.superseded_at IS NULL OR v.superseded_at >= $as_of OR v.superseded_batch > $batch)
      AND v.occurred_at < $as_of AND (v.status_at IS NULL OR v.status_at < $as_of)
      AND v.status = 'completed' AND v.kind IN ['purchase', 'transfer', 'utility'] AND far <> near
    RETURN far
    UNION ALL
    WITH near
    WHERE 'rated' IN $relations
    MATCH (near)-[version:RATED]-(far)
    WITH far, properties(version) AS v
    WHERE v.recorded_at < $as_of AND v.batch <= $batch
      AND (v.superseded_at IS NULL OR v.superseded_at >= $as_of OR v.superseded_batch > $batch)
      AND v.occurred_at < $as_of
    RETURN far
    UNION ALL
    WITH near
    WHERE 'guarantees' IN $relations
    MATCH (near)-[version:GUARANTEES]-(far)
    WITH far, properties(version) AS v
    WHERE v.recorded_at < $as_of AND v.batch <= $batch
      AND (v.superseded_at IS NULL OR v.superseded_at >= $as_of OR v.superseded_batch > $batch)
      AND v.since < $as_of AND (v.until IS NULL OR v.until >= $as_of)
      AND (v.obligation_id IS NULL OR EXISTS {
        MATCH (:Obligation {id: v.obligation_id})<-[:DESCRIBES]-(o)
        WHERE o.recorded_at < $as_of AND o.batch <= $batch AND o.opened_at < $as_of
          AND (o.superseded_at IS NULL OR o.superseded_at >= $as_of OR o.superseded_batch > $batch)
      })
    RETURN far
    UNION ALL
    WITH near
    WHERE 'member_of' IN $relations
    MATCH (near)-[version:MEMBER_OF]-(far)
    WITH far, properties(version) AS v
    WHERE v.recorded_at < $as_of AND v.batch <= $batch
      AND (v.superseded_at IS NULL OR v.superseded_at >= $as_of OR v.superseded_batch > $batch)
      AND v.since < $as_of AND (v.until IS NULL OR v.until >= $as_of)
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
  MATCH (far)<-[:DESCRIBES]-(version)
  WITH far, facts, properties(version) AS v
  WHERE v.recorded_at < $as_of AND v.batch <= $batch
    AND (v.superseded_at IS NULL OR v.superseded_at >= $as_of OR v.superseded_batch > $batch)
    AND coalesce(v.registered_at, v.since) < $as_of
  WITH far, facts, v.display_name AS name
  ORDER BY facts DESC, far.id
  WITH collect({
      id: far.id, kind: CASE WHEN far:User THEN 'user' WHEN far:Merchant THEN 'merchant' ELSE 'group' END,
      display_name: name, facts: facts
    }) AS found
  RETURN found[..$limit] AS rows, size(found) AS total
}
RETURN rows, total, hubs

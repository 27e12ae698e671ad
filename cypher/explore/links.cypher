// From each subject of a frontier, found by the unique index on Subject.id, along KNOWS, RATED, GUARANTEES and MEMBER_OF,
// and along PAID and TO, to another of it. Gives, in one row, each relation and pair; for KNOWS whichever way it points.
MATCH (source:Subject)
WHERE source.id IN $ids
WITH collect(source) AS frontier
UNWIND frontier AS source
CALL (source, frontier) {
  MATCH (source)-[version:KNOWS|RATED|GUARANTEES|MEMBER_OF]->(target)
  WHERE target IN frontier AND type(version) IN $types
  WITH target, type(version) AS type, properties(version) AS v
  WHERE v.recorded_at < $as_of AND v.batch <= $batch
    AND (v.superseded_at IS NULL OR v.superseded_at >= $as_of OR v.superseded_batch > $batch)
    AND coalesce(v.since, v.occurred_at) < $as_of AND (v.until IS NULL OR v.until >= $as_of)
    AND (type <> 'KNOWS' OR v.accepted_at < $as_of)
    AND (v.obligation_id IS NULL OR EXISTS {
      MATCH (:Obligation {id: v.obligation_id})<-[:DESCRIBES]-(o)
      WHERE o.recorded_at < $as_of AND o.batch <= $batch AND o.opened_at < $as_of
        AND (o.superseded_at IS NULL OR o.superseded_at >= $as_of OR o.superseded_batch > $batch)
    })
  RETURN type, target, count(*) AS facts, max(v.strength) AS strongest, sum(v.value) AS sum
  UNION ALL
  WITH source, frontier
  WHERE 'PAID' IN $types
  MATCH (source)-[:PAID]->(v)-[:TO]->(target)
  WHERE target IN frontier AND target <> source AND v.linked_after < $as_of AND v.batch <= $batch
    AND (v:Transaction OR v.superseded_at >= $as_of OR v.superseded_batch > $batch)
  RETURN 'PAID' AS type, target, count(*) AS facts, null AS strongest, null AS sum
}
WITH type, type = 'KNOWS' AND source.id > target.id AS isTurned, source, target, facts, strongest, sum
WITH type, CASE WHEN isTurned THEN target ELSE source END AS source,
  CASE WHEN isTurned THEN source ELSE target END AS target,
  sum(facts) AS facts, max(strongest) AS strongest, sum(sum) AS sum
RETURN collect([toLower(type), source.id, target.id, facts,
  CASE type WHEN 'KNOWS' THEN strongest WHEN 'RATED' THEN sum ELSE facts END]) AS links

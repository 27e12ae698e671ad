// From each subject of a frontier, found by the unique index on Subject.id, along KNOWS, PAID and TO, RATED,
// GUARANTEES and MEMBER_OF to another of it. Gives one row for each relation and pair; for KNOWS whichever way it points.
MATCH (source:Subject)
WHERE source.id IN $ids
CALL (source) {
  WITH source
  WHERE 'knows' IN $relations
  MATCH (source)-[version:KNOWS]-(target)
  WHERE target.id IN $ids AND source.id < target.id
  WITH target, properties(version) AS v
  WHERE v.recorded_at < $as_of AND v.batch <= $batch
    AND (v.superseded_at IS NULL OR v.superseded_at >= $as_of OR v.superseded_batch > $batch)
    AND v.since < $as_of AND v.accepted_at < $as_of AND (v.until IS NULL OR v.until >= $as_of)
  RETURN 'knows' AS relation, target, count(*) AS facts, max(v.strength) AS weight
  UNION ALL
  WITH source
  WHERE 'paid' IN $relations
  MATCH (source)-[:PAID]->(version)-[:TO]->(target)
  WHERE target.id IN $ids
  WITH source, target, properties(version) AS v
  WHERE v.recorded_at < $as_of AND v.batch <= $batch
    AND (v.superseded_at IS NULL OR v.superseded_at >= $as_of OR v.superseded_batch > $batch)
    AND v.occurred_at < $as_of AND (v.status_at IS NULL OR v.status_at < $as_of)
    AND v.status = 'completed' AND v.kind IN ['purchase', 'transfer', 'utility'] AND target <> source
  RETURN 'paid' AS relation, target, count(*) AS facts, count(*) AS weight
  UNION ALL
  WITH source
  WHERE 'rated' IN $relations
  MATCH (source)-[version:RATED]->(target)
  WHERE target.id IN $ids
  WITH target, properties(version) AS v
  WHERE v.recorded_at < $as_of AND v.batch <= $batch
    AND (v.superseded_at IS NULL OR v.superseded_at >= $as_of OR v.superseded_batch > $batch)
    AND v.occurred_at < $as_of
  RETURN 'rated' AS relation, target, count(*) AS facts, sum(v.value) AS weight
  UNION ALL
  WITH source
  WHERE 'guarantees' IN $relations
  MATCH (source)-[version:GUARANTEES]->(target)
  WHERE target.id IN $ids
  WITH target, properties(version) AS v
  WHERE v.recorded_at < $as_of AND v.batch <= $batch
    AND (v.superseded_at IS NULL OR v.superseded_at >= $as_of OR v.superseded_batch > $batch)
    AND v.since < $as_of AND (v.until IS NULL OR v.until >= $as_of)
    AND (v.obligation_id IS NULL OR EXISTS {
      MATCH (:Obligation {id: v.obligation_id})<-[:DESCRIBES]-(o)
      WHERE o.recorded_at < $as_of AND o.batch <= $batch AND o.opened_at < $as_of
        AND (o.superseded_at IS NULL OR o.superseded_at >= $as_of OR o.superseded_batch > $batch)
    })
  RETURN 'guarantees' AS relation, target, count(*) AS facts, count(*) AS weight
  UNION ALL
  WITH source
  WHERE 'member_of' IN $relations
  MATCH (source)-[version:MEMBER_OF]->(target)
  WHERE target.id IN $ids
  WITH target, properties(version) AS v
  WHERE v.recorded_at < $as_of AND v.batch <= $batch
    AND (v.superseded_at IS NULL OR v.superseded_at >= $as_of OR v.superseded_batch > $batch)
    AND v.since < $as_of AND (v.until IS NULL OR v.until >= $as_of)
  RETURN 'member_of' AS relation, target, count(*) AS facts, count(*) AS weight
}
RETURN relation, source.id AS source, target.id AS target, facts, weight

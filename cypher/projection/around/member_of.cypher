// From each subject, found by the unique index on Subject.id, both ways along MEMBER_OF to its groups and, of a group, to
// its members. Gives the members that have not left, and of each in one list the groups, with who says so.
MATCH (near:Subject)
WHERE near.id IN $around.subjects
CALL (near) {
  MATCH (near)-[version:MEMBER_OF]->(far)
  RETURN near AS member, version, far AS g
  UNION ALL
  MATCH (near)<-[version:MEMBER_OF]-(far)
  WHERE NOT far.id IN $around.subjects
  RETURN far AS member, version, near AS g
}
WITH member, g, properties(version) AS v
WHERE v.recorded_at < $as_of AND v.batch <= $batch
  AND (v.superseded_at IS NULL OR v.superseded_at >= $as_of OR v.superseded_batch > $batch)
  AND v.since < $as_of AND (v.until IS NULL OR v.until >= $as_of)
RETURN member.id AS member, collect(DISTINCT [g.id, v.source]) AS groups

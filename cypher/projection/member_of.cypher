// Reads every MEMBER_OF by its type, from member to group. Gives the members that have not left, and of each in
// one list the groups, with who says so.
MATCH (g:Group)<-[version:MEMBER_OF]-(member)
WITH g, member, properties(version) AS v
WHERE v.recorded_at < $as_of AND v.batch <= $batch
  AND (v.superseded_at IS NULL OR v.superseded_at >= $as_of OR v.superseded_batch > $batch)
  AND v.since < $as_of AND (v.until IS NULL OR v.until >= $as_of)
RETURN member.id AS member, collect(DISTINCT [g.id, v.source]) AS groups

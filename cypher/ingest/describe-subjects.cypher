// Repeats the version in force on subjects, for people who browse, and for exploring the instant past which a cut sees it;
// without one the copies go. The unique index on Subject.id carries it.
UNWIND $ids AS id
MATCH (s:Subject {id: id})
USING INDEX s:Subject(id)
OPTIONAL MATCH (s)<-[:DESCRIBES]-(v:SubjectVersion) WHERE v.superseded_at IS NULL
WITH s, v, coalesce(v.registered_at, v.since) AS begins
SET s.registered_at = v.registered_at, s.display_name = v.display_name, s.category = v.category,
  s.owner_id = v.owner_id, s.kind = v.kind, s.since = v.since, s.source = v.source,
  s.described_batch = coalesce($batch, v.batch),
  s.visible_after = CASE WHEN v.recorded_at > begins THEN v.recorded_at ELSE begins END

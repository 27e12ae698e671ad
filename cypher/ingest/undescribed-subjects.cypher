// Gives the ids of subjects that do not say when their versions in force are seen, as an earlier release left them. Looks
// through all subjects.
MATCH (s:Subject)
WHERE s.visible_after IS NULL AND EXISTS { MATCH (s)<-[:DESCRIBES]-(v) WHERE v.superseded_at IS NULL }
RETURN s.id AS id

// From each subject that may be named, found by the unique index on Subject.id, to its versions. Gives the ids of all who
// own or owned one of these, whatever a cut sees of it.
MATCH (s:Subject)
WHERE s.id IN $around.named
MATCH (version:SubjectVersion)-[:DESCRIBES]->(s)
WHERE version.owner_id IS NOT NULL
RETURN DISTINCT version.owner_id AS owner

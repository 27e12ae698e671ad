// Keeps versions of flags, each a node of its subject. The unique index on Subject.id carries it.
// The journal lets each stretch of an import through once (ingest/advance), so that a version is kept once.
UNWIND $rows AS row
MATCH (anchor:Subject {id: row.subject_id})
USING INDEX anchor:Subject(id)
CREATE (v:Flag:Version)-[:OF]->(anchor)
SET v = row

// Keeps versions of ties, each a relationship from who asked to who was asked. The unique index on Subject.id carries it.
// The journal lets each stretch of an import through once (ingest/advance), so that a version is kept once.
UNWIND $rows AS row
MATCH (one:Subject {id: row.from})
USING INDEX one:Subject(id)
MATCH (other:Subject {id: row.to})
USING INDEX other:Subject(id)
CREATE (one)-[r:KNOWS]->(other)
SET r = row.version

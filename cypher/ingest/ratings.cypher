// Keeps versions of ratings, each a relationship from who rates to who is rated. The unique index on Subject.id carries it.
// The journal lets each stretch of an import through once (ingest/advance), so that a version is kept once.
UNWIND $rows AS row
MATCH (one:Subject {id: row.from})
USING INDEX one:Subject(id)
MATCH (other:Subject {id: row.to})
USING INDEX other:Subject(id)
CREATE (one)-[r:RATED]->(other)
SET r = row.version

// Keeps versions of people, each on its anchor, which the first one makes. The unique index on Subject.id carries it.
// The journal lets each stretch of an import through once (ingest/advance), so that a version is kept once.
UNWIND $rows AS row
MERGE (s:Subject {id: row.id})
  ON CREATE SET s:User, s.batch = row.batch
CREATE (v:SubjectVersion:Version)-[:DESCRIBES]->(s)
SET v = row

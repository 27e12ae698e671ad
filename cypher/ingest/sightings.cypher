// Keeps sightings, each a relationship from the subject to the identifier, which the first one makes. The unique
// indexes on Subject.id and Identifier (kind, value) carry it.
// The journal lets each stretch of an import through once (ingest/advance), so that a version is kept once.
UNWIND $rows AS row
MATCH (s:Subject {id: row.from})
USING INDEX s:Subject(id)
MERGE (i:Identifier {kind: row.kind, value: row.value})
  ON CREATE SET i.batch = row.version.batch
CREATE (s)-[r:USES]->(i)
SET r = row.version

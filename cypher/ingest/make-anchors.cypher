// Makes anchors for users that facts name and nobody declared, or notes what was learnt of them since. They are labelled
// Made until their versions are written. The unique index on Subject.id carries it.
UNWIND $rows AS row
MERGE (s:Subject {id: row.id})
  ON CREATE SET s:User:Made, s.batch = $batch
SET s.made_recorded = row.recorded, s.made_registered = row.registered

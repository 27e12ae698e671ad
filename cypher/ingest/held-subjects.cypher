// Gives the versions held of subjects, by the ids of their anchors. The unique index on Subject.id carries it.
UNWIND $lookups AS row
MATCH (v:SubjectVersion)-[:DESCRIBES]->(:Subject {id: row.id})
RETURN elementId(v) AS element, properties(v) AS version

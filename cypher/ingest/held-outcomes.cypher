// Gives the versions held of outcomes, by the ids of their subjects. The unique index on Subject.id carries it.
UNWIND $lookups AS row
MATCH (v:Outcome)-[:OF]->(:Subject {id: row.subject_id})
RETURN elementId(v) AS element, properties(v) AS version

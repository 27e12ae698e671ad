// Gives the versions held of flags, by the ids of their subjects. The unique index on Subject.id carries it.
UNWIND $lookups AS row
MATCH (v:Flag)-[:OF]->(:Subject {id: row.subject_id})
RETURN elementId(v) AS element, properties(v) AS version

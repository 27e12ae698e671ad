// Gives the versions held of profiles, by the ids of their subjects. The unique index on Subject.id carries it.
UNWIND $lookups AS row
MATCH (v:Profile)-[:OF]->(:Subject {id: row.subject_id})
RETURN elementId(v) AS element, properties(v) AS version

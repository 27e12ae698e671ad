// Gives the versions held of consents, by the ids of their subjects. The unique index on Subject.id carries it.
UNWIND $lookups AS row
MATCH (v:Consent)-[:OF]->(:Subject {id: row.subject_id})
RETURN elementId(v) AS element, properties(v) AS version

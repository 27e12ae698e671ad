// Gives the versions held of ratings, by the ids of their two ends. The unique index on Subject.id carries it.
UNWIND $lookups AS row
MATCH (:Subject {id: row.from_id})-[v:RATED]->(:Subject {id: row.to_id})
RETURN elementId(v) AS element, v {.*, from_id: row.from_id, to_id: row.to_id} AS version

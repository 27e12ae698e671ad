// Gives the versions held of memberships, by the ids of their two ends. The unique index on Subject.id carries it.
UNWIND $lookups AS row
MATCH (:Subject {id: row.subject_id})-[v:MEMBER_OF]->(:Subject {id: row.group_id})
RETURN elementId(v) AS element, v {.*, subject_id: row.subject_id, group_id: row.group_id} AS version

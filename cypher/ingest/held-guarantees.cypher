// Gives the versions held of guarantees, by the ids of their two ends. The unique index on Subject.id carries it.
UNWIND $lookups AS row
MATCH (:Subject {id: row.guarantor_id})-[v:GUARANTEES]->(:Subject {id: row.debtor_id})
RETURN elementId(v) AS element, v {.*, guarantor_id: row.guarantor_id, debtor_id: row.debtor_id} AS version

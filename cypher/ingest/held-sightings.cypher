// Gives the versions held of sightings, by subject and identifier. The unique indexes on Subject.id and Identifier
// (kind, value) carry it.
UNWIND $lookups AS row
MATCH (:Subject {id: row.subject_id})-[v:USES]->(:Identifier {kind: row.kind, value: row.value})
RETURN elementId(v) AS element,
  v {.*, subject_id: row.subject_id, kind: row.kind, value: row.value} AS version

// Draws OWNED_BY from merchants to the owners that the version in force names, in place of what was there. The unique
// index on Subject.id carries it.
UNWIND $ids AS id
MATCH (m:Subject {id: id})
USING INDEX m:Subject(id)
OPTIONAL MATCH (m)-[old:OWNED_BY]->()
DELETE old
WITH DISTINCT m
MATCH (owner:Subject {id: m.owner_id})
USING INDEX owner:Subject(id)
MERGE (m)-[:OWNED_BY]->(owner)

// Draws OWNED_BY to new subjects from merchants that were waiting for them. The unique index on Subject.id and the index
// on Merchant.owner_id carry it.
UNWIND $ids AS id
MATCH (owner:Subject {id: id})
USING INDEX owner:Subject(id)
MATCH (m:Merchant {owner_id: id})
MERGE (m)-[:OWNED_BY]->(owner)

// Keeps transactions in force, between payer and payee. The unique index on Subject.id carries it.
// The journal lets each stretch of an import through once (ingest/advance), so that a version is kept once.
UNWIND $rows AS row
MATCH (payer:Subject {id: row.payer_id})
USING INDEX payer:Subject(id)
MATCH (payee:Subject {id: row.payee_id})
USING INDEX payee:Subject(id)
CREATE (payer)-[:PAID]->(t:Transaction:Version)-[:TO]->(payee)
SET t = row

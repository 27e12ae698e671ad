// Keeps versions of balances, each a node of its obligation. The unique index on Obligation.id carries it.
// The journal lets each stretch of an import through once (ingest/advance), so that a version is kept once.
UNWIND $rows AS row
MATCH (anchor:Obligation {id: row.obligation_id})
USING INDEX anchor:Obligation(id)
CREATE (v:Balance:Version)-[:OF]->(anchor)
SET v = row

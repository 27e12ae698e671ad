// Keeps versions of obligations, each on its anchor, which the first one makes and tells the opening as it was first
// known. The unique index on Obligation.id carries it.
// The journal lets each stretch of an import through once (ingest/advance), so that a version is kept once.
UNWIND $rows AS row
MERGE (o:Obligation {id: row.id})
  ON CREATE SET o.batch = row.batch, o.first_opened_at = row.opened_at
CREATE (v:ObligationVersion:Version)-[:DESCRIBES]->(o)
SET v = row

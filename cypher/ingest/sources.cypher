// Keeps versions of sources, each a node of its own.
// The journal lets each stretch of an import through once (ingest/advance), so that a version is kept once.
UNWIND $rows AS row
CREATE (v:Source:Version)
SET v = row

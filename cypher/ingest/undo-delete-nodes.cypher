// Deletes nodes by their own ids, with what hangs on them.
UNWIND $ids AS element
MATCH (v) WHERE elementId(v) = element
DETACH DELETE v

// Puts versions that are relationships in force again, by their own ids.
UNWIND $ids AS element
MATCH ()-[v]->() WHERE elementId(v) = element
REMOVE v.superseded_at, v.superseded_batch

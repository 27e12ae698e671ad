// Puts versions that are nodes in force again, by their own ids.
UNWIND $ids AS element
MATCH (v) WHERE elementId(v) = element
REMOVE v.superseded_at, v.superseded_batch
WITH v WHERE v:ClosedTransaction
REMOVE v:ClosedTransaction
SET v:Transaction

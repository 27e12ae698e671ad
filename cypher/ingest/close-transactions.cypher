// Closes versions of transactions, found by their own ids, and takes them out of the transactions in force.
UNWIND $rows AS row
MATCH (v) WHERE elementId(v) = row.element
SET v.superseded_at = row.superseded_at, v.superseded_batch = $batch
REMOVE v:Transaction
SET v:ClosedTransaction

// Finds the versions of a transaction that are no longer in force.
CREATE INDEX closed_transaction_id IF NOT EXISTS FOR (n:ClosedTransaction) ON (n.id)

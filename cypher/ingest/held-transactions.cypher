// Gives the versions held of transactions, in force or closed, by id. The unique index on Transaction.id and the index on
// ClosedTransaction.id carry it.
UNWIND $lookups AS row
CALL (row) {
  MATCH (v:Transaction {id: row.id})
  USING INDEX v:Transaction(id)
  RETURN v
  UNION ALL
  MATCH (v:ClosedTransaction {id: row.id})
  USING INDEX v:ClosedTransaction(id)
  RETURN v
}
RETURN elementId(v) AS element, properties(v) AS version

// Gives the transactions that link two and do not say when, as an earlier release left them. Looks through all of them.
MATCH (t:Transaction|ClosedTransaction)
WHERE t.linked_after IS NULL AND t.status = 'completed' AND t.kind IN ['purchase', 'transfer', 'utility']
  AND t.payer_id <> t.payee_id
RETURN elementId(t) AS element

-- Reads transactions. Gives those that were agreed so long before two cuts that they may have matured between them.
UNION ALL
SELECT * FROM transactions
WHERE occurred_at >= CAST($from_at AS TIMESTAMP) - INTERVAL {{days}} DAY
  AND occurred_at < CAST($to_at AS TIMESTAMP) - INTERVAL {{days}} DAY

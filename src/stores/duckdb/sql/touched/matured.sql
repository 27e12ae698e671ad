-- Reads one transaction. Says whether it matured between two cuts, still pending.
occurred_at + INTERVAL {{days}} DAY >= $from_at AND occurred_at + INTERVAL {{days}} DAY < $to_at
  AND status_at > occurred_at + INTERVAL {{days}} DAY

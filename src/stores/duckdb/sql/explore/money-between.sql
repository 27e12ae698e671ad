-- Reads the transactions between two subjects that reached a final status. Adds them up by payer, kind, status and
-- currency.
SELECT payer_id, payee_id, kind, status, currency, count(*) AS transactions, sum(amount_minor) AS amount_minor,
  epoch_ms(min(occurred_at)) AS first_at, epoch_ms(max(occurred_at)) AS last_at
FROM visible_transactions($as_of, $batch)
WHERE (status_at IS NULL OR status_at < $as_of)
  AND payer_id IN ($from, $to) AND payee_id IN ($from, $to) AND payer_id <> payee_id
GROUP BY payer_id, payee_id, kind, status, currency

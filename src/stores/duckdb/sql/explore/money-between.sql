-- Reads the transactions between two subjects that reached a final status. Adds them up by payer, kind, status and
-- currency.
WITH party AS (SELECT id, number FROM registry WHERE id IN ($from, $to))
SELECT payer.id AS payer_id, payee.id AS payee_id, t.kind, t.status, t.currency, count(*) AS transactions,
  sum(t.amount_minor) AS amount_minor,
  epoch_ms(min(t.occurred_at)) AS first_at, epoch_ms(max(t.occurred_at)) AS last_at
FROM visible_transactions($as_of, $batch) t
JOIN party payer ON payer.number = t.payer_id
JOIN party payee ON payee.number = t.payee_id
WHERE (t.status_at IS NULL OR t.status_at < $as_of) AND t.payer_id <> t.payee_id
GROUP BY payer.id, payee.id, t.kind, t.status, t.currency

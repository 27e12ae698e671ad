-- Reads payments on the obligations that the cut sees.
SELECT o.obligation, epoch_ms(p.occurred_at) AS occurred_at, p.amount_minor AS amount
FROM visible_payments($as_of, $batch) p
JOIN obligation o ON o.number = p.obligation_id

-- Reads payments on the obligations that the cut sees, by sources believed at least by half: a payment pays a due or
-- does not, so it cannot be weighed.
SELECT o.obligation, epoch_ms(p.occurred_at) AS occurred_at, p.amount_minor AS amount
FROM visible_payments($as_of, $batch) p
JOIN obligation o ON o.number = p.obligation_id
LEFT JOIN source_reliability r ON r.id = p.source
WHERE coalesce(r.reliability, 1000000) >= $half_believed

-- Reads balances of the obligations that the cut sees, of one that it sees given up those from before. Gives the latest by
-- how far their sources are to be believed. What is not believed at all is left out beforehand.
SELECT o.obligation, epoch_ms(max(b.occurred_at)) AS occurred_at, arg_max(b.balance_minor, b.occurred_at) AS balance,
  arg_max_null(b.limit_minor, b.occurred_at) AS "limit", coalesce(r.reliability, 1000000) AS reliability
FROM visible_balances($as_of, $batch) b
JOIN obligation o ON o.number = b.obligation_id
LEFT JOIN source_reliability r ON r.id = b.source
WHERE r.reliability IS DISTINCT FROM 0 AND (o.written_off_at IS NULL OR b.occurred_at < o.written_off_at)
GROUP BY o.obligation, coalesce(r.reliability, 1000000)

-- Reads balances. Gives the latest of each obligation that the cut sees, and how far its source is to be believed.
SELECT o.obligation, b.balance_minor AS balance, b.limit_minor AS "limit", coalesce(r.reliability, 1000000) AS reliability
FROM visible_balances($as_of, $batch) b
JOIN obligation o ON o.number = b.obligation_id
LEFT JOIN source_reliability r ON r.id = b.source
QUALIFY row_number() OVER (PARTITION BY o.obligation ORDER BY b.occurred_at DESC) = 1

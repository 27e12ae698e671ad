-- Reads balances. Gives the latest of each obligation that the cut sees.
SELECT o.obligation, b.balance_minor AS balance, b.limit_minor AS "limit"
FROM visible_balances($as_of, $batch) b
JOIN obligation o ON o.number = b.obligation_id
QUALIFY row_number() OVER (PARTITION BY o.obligation ORDER BY b.occurred_at DESC) = 1

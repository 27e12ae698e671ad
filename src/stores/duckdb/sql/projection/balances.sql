-- Reads balances. Gives the latest of each obligation that the cut sees, how far its source is to be believed, and the
-- latest by a source believed at least by half. What is not believed at all is left out beforehand, or it would hide what
-- others say.
SELECT obligation,
  arg_max(balance, occurred_at) AS balance,
  arg_max_null("limit", occurred_at) AS "limit",
  arg_max(reliability, occurred_at) AS reliability,
  arg_max(balance, occurred_at) FILTER (reliability >= $half_believed) AS firm_balance,
  arg_max_null("limit", occurred_at) FILTER (reliability >= $half_believed) AS firm_limit
FROM (
  SELECT o.obligation, b.occurred_at, b.balance_minor AS balance, b.limit_minor AS "limit",
    coalesce(r.reliability, 1000000) AS reliability
  FROM visible_balances($as_of, $batch) b
  JOIN obligation o ON o.number = b.obligation_id
  LEFT JOIN source_reliability r ON r.id = b.source
  WHERE r.reliability IS DISTINCT FROM 0
)
GROUP BY obligation

-- Reads completed income, purchases and transfers. Gives what each payee took in in each of the 12 whole
-- months before the cut's own, by currency: transfers less what went back to the same counterparty as a
-- transfer in the same month, never below 0 for a counterparty. Subjects that took in nothing have no row.
-- Only transfers are told apart by counterparty, because only they go back.
WITH moved AS (
  SELECT payee AS subject, currency, age, payer AS counterparty, amount_minor AS amount
  FROM dealing
  WHERE status = 'completed' AND kind = 'transfer' AND age BETWEEN 1 AND 12
  UNION ALL
  SELECT payer, currency, age, payee, -amount_minor
  FROM dealing
  WHERE status = 'completed' AND kind = 'transfer' AND age BETWEEN 1 AND 12
),
taken AS (
  SELECT subject, currency, age, sum(amount) AS amount
  FROM moved
  GROUP BY subject, currency, age, counterparty
  UNION ALL
  SELECT payee, currency, age, sum(amount_minor)
  FROM dealing
  WHERE status = 'completed' AND kind IN ('income', 'purchase') AND age BETWEEN 1 AND 12
  GROUP BY payee, currency, age
)
SELECT subject, currency,
  coalesce(sum(amount) FILTER (age = 1), 0) AS m1,
  coalesce(sum(amount) FILTER (age = 2), 0) AS m2,
  coalesce(sum(amount) FILTER (age = 3), 0) AS m3,
  coalesce(sum(amount) FILTER (age = 4), 0) AS m4,
  coalesce(sum(amount) FILTER (age = 5), 0) AS m5,
  coalesce(sum(amount) FILTER (age = 6), 0) AS m6,
  coalesce(sum(amount) FILTER (age = 7), 0) AS m7,
  coalesce(sum(amount) FILTER (age = 8), 0) AS m8,
  coalesce(sum(amount) FILTER (age = 9), 0) AS m9,
  coalesce(sum(amount) FILTER (age = 10), 0) AS m10,
  coalesce(sum(amount) FILTER (age = 11), 0) AS m11,
  coalesce(sum(amount) FILTER (age = 12), 0) AS m12
FROM taken
WHERE amount > 0
GROUP BY subject, currency

-- Reads completed dealings. Gives what each subject took by sales and transfers, less all that it paid, in each of the 12
-- whole months before the cut's own, by currency and below 0 too: whether money only comes back is told over all months
-- and all currencies, so who was above 0 in any of them has every row, and who never was has none.
WITH flows AS (
  SELECT payee AS subject, currency, age, amount_minor
  FROM dealing
  WHERE status = 'completed' AND kind IN ('purchase', 'transfer') AND age BETWEEN 1 AND 12
  UNION ALL
  SELECT payer, currency, age, -amount_minor
  FROM dealing
  WHERE status = 'completed' AND age BETWEEN 1 AND 12
),
net AS (
  SELECT subject, currency, age, sum(amount_minor) AS amount_minor
  FROM flows
  GROUP BY subject, currency, age
)
SELECT subject, currency,
  coalesce(sum(amount_minor) FILTER (age = 1), 0) AS m1,
  coalesce(sum(amount_minor) FILTER (age = 2), 0) AS m2,
  coalesce(sum(amount_minor) FILTER (age = 3), 0) AS m3,
  coalesce(sum(amount_minor) FILTER (age = 4), 0) AS m4,
  coalesce(sum(amount_minor) FILTER (age = 5), 0) AS m5,
  coalesce(sum(amount_minor) FILTER (age = 6), 0) AS m6,
  coalesce(sum(amount_minor) FILTER (age = 7), 0) AS m7,
  coalesce(sum(amount_minor) FILTER (age = 8), 0) AS m8,
  coalesce(sum(amount_minor) FILTER (age = 9), 0) AS m9,
  coalesce(sum(amount_minor) FILTER (age = 10), 0) AS m10,
  coalesce(sum(amount_minor) FILTER (age = 11), 0) AS m11,
  coalesce(sum(amount_minor) FILTER (age = 12), 0) AS m12
FROM net
WHERE amount_minor <> 0 AND subject IN (SELECT subject FROM net WHERE amount_minor > 0)
GROUP BY subject, currency

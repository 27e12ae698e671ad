-- Reads completed dealings. Gives what each subject took in in each of the 12 whole months before the cut's own, by
-- currency: income, and what was left of sales and transfers after all that it paid in the same month, never below 0.
-- Money that goes round in a circle is nobody's inflow, however long the circle. Subjects that took in nothing have no
-- row.
WITH flows AS (
  SELECT payee AS subject, currency, age,
    CASE WHEN kind = 'income' THEN amount_minor ELSE 0 END AS income,
    CASE WHEN kind = 'income' THEN 0 ELSE amount_minor END AS passing
  FROM dealing
  WHERE status = 'completed' AND kind IN ('income', 'purchase', 'transfer') AND age BETWEEN 1 AND 12
  UNION ALL
  SELECT payer, currency, age, 0, -amount_minor
  FROM dealing
  WHERE status = 'completed' AND age BETWEEN 1 AND 12
),
net AS (
  SELECT subject, currency, age, sum(income) + greatest(sum(passing), 0) AS amount
  FROM flows
  GROUP BY subject, currency, age
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
FROM net
WHERE amount > 0
GROUP BY subject, currency

-- Reads completed income. Gives what each payee took in so in each of the 12 whole months before the cut's own, by
-- currency.
SELECT payee AS subject, currency,
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
FROM dealing
WHERE status = 'completed' AND kind = 'income' AND amount_minor > 0 AND age BETWEEN 1 AND 12
GROUP BY payee, currency

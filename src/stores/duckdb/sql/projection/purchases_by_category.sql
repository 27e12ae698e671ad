-- Reads completed purchases in the window of 12 months and the merchants' categories. Counts them by payer and
-- category, and sums how far their sources are believed.
SELECT d.payer AS subject, enum_code(m.category) AS category, count(*) AS purchases,
  sum(d.reliability) AS reliability_sum
FROM dealing d
JOIN subject s ON s.subject = d.payee
JOIN visible_merchants($as_of, $batch) m ON m.id = s.id
WHERE d.status = 'completed' AND d.kind = 'purchase' AND d.age < 12 AND m.category IS NOT NULL
GROUP BY d.payer, m.category

-- Reads completed purchases, transfers and utilities. Counts them by payer and payee.
SELECT payer AS source, payee AS target, count(*) AS dealings
FROM dealing
WHERE status = 'completed' AND kind IN ('purchase', 'transfer', 'utility')
GROUP BY payer, payee

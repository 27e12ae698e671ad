-- Reads transactions as payer, but cancelled ones, in which nothing was paid, and ratings given. Gives for each
-- subject how many months of the 12-month window have any, and how many there were of all time.
WITH acts AS (
  SELECT payer AS subject, age FROM dealing WHERE status <> 'cancelled'
  UNION ALL
  SELECT rater.subject, $month - (year(r.occurred_at) * 12 + month(r.occurred_at) - 1)
  FROM visible_ratings($as_of, $batch) r
  JOIN subject rater ON rater.number = r.from_id
  JOIN subject rated ON rated.number = r.to_id
  LEFT JOIN source_reliability s ON s.id = r.source
  WHERE s.reliability IS DISTINCT FROM 0
)
SELECT subject, bit_count(bit_or(CASE WHEN age < 12 THEN 1 << age ELSE 0 END)) AS months, count(*) AS acts
FROM acts
GROUP BY subject

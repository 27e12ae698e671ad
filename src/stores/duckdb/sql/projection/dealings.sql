-- Reads dealings as payer and as payee. Counts, for each subject, those that ended, those of them that it
-- broke, and those that the other side disputed or charged back. Only purchases, utilities and deposits promise
-- something in return that can be kept; money that merely moves is no dealing.
WITH promise AS (
  SELECT * FROM dealing WHERE kind IN ('purchase', 'utility', 'deposit')
),
sides AS (
  SELECT payer AS subject, 'payer' AS side, status, status_by, count(*) AS n
  FROM promise GROUP BY ALL
  UNION ALL
  SELECT payee, 'payee', status, status_by, count(*)
  FROM promise GROUP BY ALL
)
SELECT s.subject,
  coalesce(sum(s.n) FILTER (r.status IS NOT NULL), 0) AS dealings,
  coalesce(sum(s.n) FILTER (r.at_fault = s.side), 0) AS broken,
  coalesce(sum(s.n) FILTER (s.status IN ('disputed', 'charged_back') AND s.status_by <> s.side), 0) AS disputed
FROM sides s
LEFT JOIN fault_rule r ON r.status = s.status AND r.status_by IS NOT DISTINCT FROM s.status_by
GROUP BY s.subject
HAVING dealings + disputed > 0

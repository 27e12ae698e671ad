-- Reads dealings as payer and as payee. Counts, for each subject, those that ended, those of them that it
-- broke, and those that the other side disputed or charged back.
WITH sides AS (
  SELECT payer AS subject, 'payer' AS side, status, status_by, count(*) AS n
  FROM dealing GROUP BY ALL
  UNION ALL
  SELECT payee, 'payee', status, status_by, count(*)
  FROM dealing GROUP BY ALL
)
SELECT s.subject,
  coalesce(sum(s.n) FILTER (r.status IS NOT NULL), 0) AS dealings,
  coalesce(sum(s.n) FILTER (r.at_fault = s.side), 0) AS broken,
  coalesce(sum(s.n) FILTER (s.status IN ('disputed', 'charged_back') AND s.status_by <> s.side), 0) AS disputed
FROM sides s
LEFT JOIN fault_rule r ON r.status = s.status AND r.status_by IS NOT DISTINCT FROM s.status_by
GROUP BY s.subject
HAVING dealings + disputed > 0

-- Reads dealings. Counts, for each payer and payee and each reliability of the sources, what was paid and what became
-- of promises; bit k of the months says that some promise matured k calendar months before that of the cut. Only
-- purchases, utilities and deposits promise something in return that can be kept; money that merely moves does not.
WITH seen AS (
  SELECT d.payer, d.payee, d.reliability, d.status, d.status_by, d.matured_age,
    d.kind IN ('purchase', 'utility', 'deposit') AS is_promise,
    d.status = 'completed' AND d.kind IN ('purchase', 'utility', 'transfer') AS is_paid
  FROM dealing d
  WHERE is_promise OR is_paid
)
SELECT s.payer AS source, s.payee AS target, s.reliability,
  count(*) FILTER (s.is_paid) AS paid,
  count(*) FILTER (s.is_promise AND r.status IS NOT NULL) AS dealings,
  count(*) FILTER (s.is_promise AND r.at_fault = 'payer') AS broken_by_source,
  count(*) FILTER (s.is_promise AND r.at_fault = 'payee') AS broken_by_target,
  count(*) FILTER (s.is_promise AND s.status IN ('disputed', 'charged_back') AND s.status_by = 'payee') AS disputed_of_source,
  count(*) FILTER (s.is_promise AND s.status IN ('disputed', 'charged_back') AND s.status_by = 'payer') AS disputed_of_target,
  bit_or(CASE WHEN s.is_promise AND s.matured_age < $record_months THEN 1 << CAST(s.matured_age AS INTEGER) ELSE 0 END) AS months
FROM seen s
LEFT JOIN fault_rule r ON r.status = s.status AND r.status_by IS NOT DISTINCT FROM s.status_by
GROUP BY s.payer, s.payee, s.reliability
HAVING paid + dealings + disputed_of_source + disputed_of_target + months > 0

-- Reads rates. Gives the latest of each currency.
SELECT currency, arg_max(per_reporting_unit, occurred_at) AS per_reporting_unit
FROM visible_rates($as_of, $batch)
GROUP BY currency

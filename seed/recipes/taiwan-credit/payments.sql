-- What was paid in each of six months, 1 being September and 6 April, dated the month's last day; 0 is no payment.
WITH payment AS (
  SELECT ID AS id, unnest([
    {'occurred_at': DATE '2005-09-30', 'amount': PAY_AMT1},
    {'occurred_at': DATE '2005-08-31', 'amount': PAY_AMT2},
    {'occurred_at': DATE '2005-07-31', 'amount': PAY_AMT3},
    {'occurred_at': DATE '2005-06-30', 'amount': PAY_AMT4},
    {'occurred_at': DATE '2005-05-31', 'amount': PAY_AMT5},
    {'occurred_at': DATE '2005-04-30', 'amount': PAY_AMT6}
  ], recursive := true)
  FROM read_csv($from || '/taiwan.csv', delim = ',', header = true, all_varchar = true, null_padding = true, strict_mode = false)
)
SELECT
  'taiwan-payment-' || id || '-' || occurred_at AS id,
  'taiwan-card-' || payment.id AS obligation_id,
  occurred_at,
  coalesce((TRY_CAST(TRY_CAST(amount AS DOUBLE) AS BIGINT) * 100)::VARCHAR, amount) AS amount_minor
FROM payment
WHERE TRY_CAST(amount AS DOUBLE) IS DISTINCT FROM 0

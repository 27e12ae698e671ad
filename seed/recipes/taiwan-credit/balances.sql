-- Six months' bills, 1 being September's and 6 April's, dated the month's last day. An overpaid card owes nothing.
WITH bill AS (
  SELECT ID AS id, LIMIT_BAL AS "limit", unnest([
    {'occurred_at': TIMESTAMP '2005-09-30', 'amount': BILL_AMT1},
    {'occurred_at': TIMESTAMP '2005-08-31', 'amount': BILL_AMT2},
    {'occurred_at': TIMESTAMP '2005-07-31', 'amount': BILL_AMT3},
    {'occurred_at': TIMESTAMP '2005-06-30', 'amount': BILL_AMT4},
    {'occurred_at': TIMESTAMP '2005-05-31', 'amount': BILL_AMT5},
    {'occurred_at': TIMESTAMP '2005-04-30', 'amount': BILL_AMT6}
  ], recursive := true)
  FROM read_csv($from || '/taiwan.csv', delim = ',', header = true, all_varchar = true, null_padding = true, strict_mode = false)
)
SELECT
  'taiwan-card-' || id AS obligation_id,
  occurred_at,
  coalesce((greatest(TRY_CAST(TRY_CAST(amount AS DOUBLE) AS BIGINT), 0) * 100)::VARCHAR, amount) AS balance_minor,
  coalesce((TRY_CAST(TRY_CAST("limit" AS DOUBLE) AS BIGINT) * 100)::VARCHAR, "limit") AS limit_minor
FROM bill

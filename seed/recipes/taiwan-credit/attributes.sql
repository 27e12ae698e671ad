-- All columns but the outcome under their own names. What speaks of a month is dated that month's last day.
WITH client AS (
  SELECT * EXCLUDE ("default.payment.next.month")
  FROM read_csv($from || '/taiwan.csv', delim = ',', header = true, all_varchar = true, null_padding = true, strict_mode = false)
)
SELECT
  'taiwan-' || ID AS subject_id,
  'uci' AS source,
  lower(name) AS name,
  CASE
    WHEN regexp_matches(name, '^(BILL_AMT|PAY_AMT)1$|^PAY_0$') THEN TIMESTAMP '2005-09-30'
    WHEN regexp_matches(name, '_(AMT)?2$') THEN TIMESTAMP '2005-08-31'
    WHEN regexp_matches(name, '_(AMT)?3$') THEN TIMESTAMP '2005-07-31'
    WHEN regexp_matches(name, '_(AMT)?4$') THEN TIMESTAMP '2005-06-30'
    WHEN regexp_matches(name, '_(AMT)?5$') THEN TIMESTAMP '2005-05-31'
    WHEN regexp_matches(name, '_(AMT)?6$') THEN TIMESTAMP '2005-04-30'
    ELSE TIMESTAMP '2005-04-01'
  END AS occurred_at,
  coalesce(TRY_CAST(TRY_CAST(value AS DOUBLE) AS BIGINT)::VARCHAR, value) AS value,
  name IN ('SEX', 'MARRIAGE', 'AGE') AS protected
FROM client
UNPIVOT INCLUDE NULLS (value FOR name IN (COLUMNS(* EXCLUDE (ID))))

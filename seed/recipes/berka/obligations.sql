-- Loans, owed by the account's owner to the bank. A loan whose term was over when the bank looked, at the end of 1998,
-- and which it calls good, was settled by the end of its term.
WITH loan AS (
  SELECT * FROM read_csv($from || '/loan_train_328.csv', delim = ';', header = true, all_varchar = true, null_padding = true, strict_mode = false)
  UNION ALL BY NAME
  SELECT * EXCLUDE (status) FROM read_csv($from || '/loan_test_354.csv', delim = ';', header = true, all_varchar = true, null_padding = true, strict_mode = false)
),
dated AS (
  SELECT
    loan.* EXCLUDE (date, status),
    try_strptime('19' || loan.date, '%Y%m%d') AS opened_at,
    opened_at + to_months(TRY_CAST(duration AS INTEGER)) AS ends_at,
    coalesce(loan.status, later.status) AS status
  FROM loan
  LEFT JOIN read_csv($from || '/loan_status_177.csv', delim = ';', header = true, all_varchar = true, null_padding = true, strict_mode = false) AS later
    USING (loan_id)
)
SELECT
  'berka-loan-' || dated.loan_id AS id,
  'berka-client-' || owner.client_id AS debtor_id,
  'berka-bank' AS creditor_id,
  'loan' AS kind,
  'CZK' AS currency,
  coalesce(round(TRY_CAST(dated.amount AS DECIMAL(18, 2)) * 100)::BIGINT::VARCHAR, dated.amount) AS principal_minor,
  dated.opened_at,
  CASE WHEN dated.status = '1' AND dated.ends_at <= TIMESTAMP '1998-12-31' THEN dated.ends_at END AS settled_at
FROM dated
LEFT JOIN read_csv($from || '/disp.asc', delim = ';', header = true, all_varchar = true, null_padding = true, strict_mode = false) AS owner
  ON owner.account_id = dated.account_id AND owner.type = 'OWNER'
ORDER BY id

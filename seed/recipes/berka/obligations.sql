-- Loans, owed by the account's owner to the bank. No file says when one was settled or went bad.
WITH loan AS (
  SELECT loan_id, account_id, date, amount
  FROM read_csv($from || '/loan_train_328.csv', delim = ';', header = true, all_varchar = true, null_padding = true, strict_mode = false)
  UNION ALL
  SELECT loan_id, account_id, date, amount
  FROM read_csv($from || '/loan_test_354.csv', delim = ';', header = true, all_varchar = true, null_padding = true, strict_mode = false)
)
SELECT
  'berka-loan-' || loan.loan_id AS id,
  'berka-client-' || owner.client_id AS debtor_id,
  'berka-bank' AS creditor_id,
  'loan' AS kind,
  'CZK' AS currency,
  coalesce(round(TRY_CAST(loan.amount AS DECIMAL(18, 2)) * 100)::BIGINT::VARCHAR, loan.amount) AS principal_minor,
  try_strptime('19' || loan.date, '%Y%m%d') AS opened_at
FROM loan
LEFT JOIN read_csv($from || '/disp.asc', delim = ';', header = true, all_varchar = true, null_padding = true, strict_mode = false) AS owner
  ON owner.account_id = loan.account_id AND owner.type = 'OWNER'
ORDER BY id

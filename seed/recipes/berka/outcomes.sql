-- What became of the loans that the files give a status of: -1 is bad. The bank looked at the end of 1998.
WITH loan AS (
  SELECT loan_id, account_id, date, status
  FROM read_csv($from || '/loan_train_328.csv', delim = ';', header = true, all_varchar = true, null_padding = true, strict_mode = false)
  UNION ALL
  SELECT loan_id, later.account_id, later.date, known.status
  FROM read_csv($from || '/loan_status_177.csv', delim = ';', header = true, all_varchar = true, null_padding = true, strict_mode = false) AS known
  LEFT JOIN read_csv($from || '/loan_test_354.csv', delim = ';', header = true, all_varchar = true, null_padding = true, strict_mode = false) AS later USING (loan_id)
)
SELECT
  'berka-client-' || owner.client_id AS subject_id,
  'bad_loan' AS name,
  try_strptime('19' || loan.date, '%Y%m%d') AS as_of,
  TIMESTAMP '1998-12-31' AS observed_at,
  CASE loan.status WHEN '-1' THEN '1' WHEN '1' THEN '0' ELSE loan.status END AS value
FROM loan
LEFT JOIN read_csv($from || '/disp.asc', delim = ';', header = true, all_varchar = true, null_padding = true, strict_mode = false) AS owner
  ON owner.account_id = loan.account_id AND owner.type = 'OWNER'
ORDER BY subject_id

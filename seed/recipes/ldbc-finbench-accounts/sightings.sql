-- Sign-ins to an account from a phone or a network card. The files give these media a number only.
SELECT
  'account-' || accountId AS subject_id,
  CASE mediumType WHEN 'PHONE' THEN 'phone' ELSE 'device' END AS kind,
  'medium-' || mediumId AS value,
  signin.createTime AS occurred_at
FROM read_csv($from || '/snapshot/MediumSignInAccount.csv', delim = '|', quote = '', header = true, all_varchar = true, null_padding = true, strict_mode = false) AS signin
LEFT JOIN read_csv($from || '/snapshot/Medium.csv', delim = '|', quote = '', header = true, all_varchar = true, null_padding = true, strict_mode = false) AS medium USING (mediumId)
WHERE mediumType IS NULL OR mediumType IN ('PHONE', 'MAC')
ORDER BY signin.createTime, mediumId, accountId

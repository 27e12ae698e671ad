-- Sign-ins from a phone or a network card, seen with the account's owner. The files give these media a number only.
WITH owner AS (
  SELECT accountId, 'person-' || personId AS id
  FROM read_csv($from || '/snapshot/PersonOwnAccount.csv', delim = '|', quote = '', header = true, all_varchar = true, null_padding = true, strict_mode = false)
  UNION ALL
  SELECT accountId, 'company-' || companyId
  FROM read_csv($from || '/snapshot/CompanyOwnAccount.csv', delim = '|', quote = '', header = true, all_varchar = true, null_padding = true, strict_mode = false)
)
SELECT
  owner.id AS subject_id,
  CASE mediumType WHEN 'PHONE' THEN 'phone' ELSE 'device' END AS kind,
  'medium-' || mediumId AS value,
  signin.createTime AS occurred_at
FROM read_csv($from || '/snapshot/MediumSignInAccount.csv', delim = '|', quote = '', header = true, all_varchar = true, null_padding = true, strict_mode = false) AS signin
LEFT JOIN read_csv($from || '/snapshot/Medium.csv', delim = '|', quote = '', header = true, all_varchar = true, null_padding = true, strict_mode = false) AS medium USING (mediumId)
LEFT JOIN owner USING (accountId)
WHERE mediumType IS NULL OR mediumType IN ('PHONE', 'MAC')
ORDER BY signin.createTime, mediumId, accountId

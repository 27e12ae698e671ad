-- What kind of account it is, and whose.
WITH owner AS (
  SELECT accountId, 'person-' || personId AS id
  FROM read_csv($from || '/snapshot/PersonOwnAccount.csv', delim = '|', quote = '', header = true, all_varchar = true, null_padding = true, strict_mode = false)
  UNION ALL
  SELECT accountId, 'company-' || companyId
  FROM read_csv($from || '/snapshot/CompanyOwnAccount.csv', delim = '|', quote = '', header = true, all_varchar = true, null_padding = true, strict_mode = false)
)
SELECT
  'account-' || accountId AS subject_id,
  'finbench' AS source,
  'account_type' AS name,
  createTime AS occurred_at,
  accoutType AS value
FROM read_csv($from || '/snapshot/Account.csv', delim = '|', quote = '', header = true, all_varchar = true, null_padding = true, strict_mode = false)
UNION ALL
SELECT 'account-' || accountId, 'finbench', 'owner', account.createTime, owner.id
FROM owner
LEFT JOIN read_csv($from || '/snapshot/Account.csv', delim = '|', quote = '', header = true, all_varchar = true, null_padding = true, strict_mode = false) AS account
  USING (accountId)
ORDER BY subject_id, name

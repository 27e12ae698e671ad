-- Transfers and withdrawals, both from account to account, between the accounts' owners. A movement has no id in the
-- file: both accounts and the instant name it, and a number where they agree.
WITH owner AS (
  SELECT accountId, 'person-' || personId AS id
  FROM read_csv($from || '/snapshot/PersonOwnAccount.csv', delim = '|', quote = '', header = true, all_varchar = true, null_padding = true, strict_mode = false)
  UNION ALL
  SELECT accountId, 'company-' || companyId
  FROM read_csv($from || '/snapshot/CompanyOwnAccount.csv', delim = '|', quote = '', header = true, all_varchar = true, null_padding = true, strict_mode = false)
),
movement AS (
  SELECT 'transfer' AS name, fromId, toId, amount, createTime
  FROM read_csv($from || '/snapshot/AccountTransferAccount.csv', delim = '|', quote = '', header = true, all_varchar = true, null_padding = true, strict_mode = false)
  UNION ALL
  SELECT 'withdrawal', fromId, toId, amount, createTime
  FROM read_csv($from || '/snapshot/AccountWithdrawAccount.csv', delim = '|', quote = '', header = true, all_varchar = true, null_padding = true, strict_mode = false)
)
SELECT
  concat_ws('-', name, fromId, toId, epoch_ms(TRY_CAST(createTime AS TIMESTAMP)),
    row_number() OVER (PARTITION BY name, fromId, toId, createTime ORDER BY TRY_CAST(amount AS DOUBLE), amount)) AS id,
  payer.id AS payer_id,
  payee.id AS payee_id,
  coalesce(TRY_CAST(round(TRY_CAST(amount AS DOUBLE) * 100) AS BIGINT)::VARCHAR, amount) AS amount_minor,
  'XXX' AS currency,
  createTime AS occurred_at,
  'transfer' AS kind,
  'completed' AS status
FROM movement
LEFT JOIN owner AS payer ON payer.accountId = fromId
LEFT JOIN owner AS payee ON payee.accountId = toId
ORDER BY id

-- Transfers and withdrawals, from account to account. A movement has no id in the file: both accounts and the instant
-- name it, and a number where they agree.
WITH movement AS (
  SELECT 'transfer' AS name, fromId, toId, amount, createTime
  FROM read_csv($from || '/snapshot/AccountTransferAccount.csv', delim = '|', quote = '', header = true, all_varchar = true, null_padding = true, strict_mode = false)
  UNION ALL
  SELECT 'withdrawal', fromId, toId, amount, createTime
  FROM read_csv($from || '/snapshot/AccountWithdrawAccount.csv', delim = '|', quote = '', header = true, all_varchar = true, null_padding = true, strict_mode = false)
)
SELECT
  concat_ws('-', name, fromId, toId, epoch_ms(TRY_CAST(createTime AS TIMESTAMP)),
    row_number() OVER (PARTITION BY name, fromId, toId, createTime ORDER BY TRY_CAST(amount AS DOUBLE), amount)) AS id,
  'account-' || fromId AS payer_id,
  'account-' || toId AS payee_id,
  coalesce(TRY_CAST(round(TRY_CAST(amount AS DOUBLE) * 100) AS BIGINT)::VARCHAR, amount) AS amount_minor,
  'XXX' AS currency,
  createTime AS occurred_at,
  'transfer' AS kind,
  'completed' AS status
FROM movement
ORDER BY id

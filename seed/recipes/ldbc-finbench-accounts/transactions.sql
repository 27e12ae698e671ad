-- Transfers and withdrawals, from account to account. A movement has no id in the file: both accounts and the instant
-- name it, and a number where they agree.
WITH movement AS (
  SELECT 'transfer' AS name, *
  FROM read_csv($from || '/snapshot/AccountTransferAccount.csv', delim = '|', quote = '', header = true, all_varchar = true)
  UNION ALL
  SELECT 'withdrawal', *
  FROM read_csv($from || '/snapshot/AccountWithdrawAccount.csv', delim = '|', quote = '', header = true, all_varchar = true)
)
SELECT
  concat_ws('-', name, fromId, toId, epoch_ms(createTime::TIMESTAMP),
    row_number() OVER (PARTITION BY name, fromId, toId, createTime ORDER BY amount::DOUBLE, amount)) AS id,
  'account-' || fromId AS payer_id,
  'account-' || toId AS payee_id,
  round(amount::DOUBLE * 100)::BIGINT AS amount_minor,
  'XXX' AS currency,
  createTime AS occurred_at,
  'transfer' AS kind,
  'completed' AS status
FROM movement
ORDER BY id

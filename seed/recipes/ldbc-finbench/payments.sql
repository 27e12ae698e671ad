-- Repayments. A payment has no id in the file: loan, account and instant name it, and a number where they agree.
SELECT
  concat_ws('-', 'repayment', loanId, accountId, epoch_ms(TRY_CAST(createTime AS TIMESTAMP)),
    row_number() OVER (PARTITION BY loanId, accountId, createTime ORDER BY TRY_CAST(amount AS DOUBLE), amount)) AS id,
  'loan-' || loanId AS obligation_id,
  createTime AS occurred_at,
  coalesce(TRY_CAST(round(TRY_CAST(amount AS DOUBLE) * 100) AS BIGINT)::VARCHAR, amount) AS amount_minor
FROM read_csv($from || '/snapshot/AccountRepayLoan.csv', delim = '|', quote = '', header = true, all_varchar = true, null_padding = true, strict_mode = false)
ORDER BY id

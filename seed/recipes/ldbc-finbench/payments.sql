-- Repayments. A payment has no id in the file: loan, account and instant name it, and a number where they agree.
SELECT
  concat_ws('-', 'repayment', loanId, accountId, epoch_ms(createTime::TIMESTAMP),
    row_number() OVER (PARTITION BY loanId, accountId, createTime ORDER BY amount::DOUBLE, amount)) AS id,
  'loan-' || loanId AS obligation_id,
  createTime AS occurred_at,
  round(amount::DOUBLE * 100)::BIGINT AS amount_minor
FROM read_csv($from || '/snapshot/AccountRepayLoan.csv', delim = '|', quote = '', header = true, all_varchar = true)
ORDER BY id

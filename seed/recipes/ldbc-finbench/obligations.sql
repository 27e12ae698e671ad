-- Loans, owed by whoever applied. The lender is in no file.
WITH applicant AS (
  SELECT loanId, 'person-' || personId AS id
  FROM read_csv($from || '/snapshot/PersonApplyLoan.csv', delim = '|', quote = '', header = true, all_varchar = true, null_padding = true, strict_mode = false)
  UNION ALL
  SELECT loanId, 'company-' || companyId
  FROM read_csv($from || '/snapshot/CompanyApplyLoan.csv', delim = '|', quote = '', header = true, all_varchar = true, null_padding = true, strict_mode = false)
)
SELECT
  'loan-' || loan.loanId AS id,
  applicant.id AS debtor_id,
  'loan' AS kind,
  'XXX' AS currency,
  coalesce(TRY_CAST(round(TRY_CAST(loan.loanAmount AS DOUBLE) * 100) AS BIGINT)::VARCHAR, loan.loanAmount) AS principal_minor,
  loan.createTime AS opened_at
FROM read_csv($from || '/snapshot/Loan.csv', delim = '|', quote = '', header = true, all_varchar = true, null_padding = true, strict_mode = false) AS loan
LEFT JOIN applicant USING (loanId)
ORDER BY id

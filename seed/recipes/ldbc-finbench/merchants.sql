-- Companies. Ids of persons and companies overlap, hence the prefix. Nobody is said to own one outright. Some own accounts and are in no
-- Company file: they are known from the first account on.
WITH known AS (
  SELECT * FROM read_csv($from || '/snapshot/Company.csv', delim = '|', quote = '', header = true, all_varchar = true)
)
SELECT
  'company-' || companyId AS id,
  createTime AS registered_at,
  companyName AS display_name
FROM known
UNION ALL
SELECT 'company-' || companyId, min(createTime), NULL
FROM read_csv($from || '/snapshot/CompanyOwnAccount.csv', delim = '|', quote = '', header = true, all_varchar = true)
WHERE companyId NOT IN (SELECT companyId FROM known)
GROUP BY companyId
ORDER BY ALL

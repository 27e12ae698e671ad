-- Companies. Ids of persons and companies overlap, hence the prefix. Nobody is said to own one outright.
SELECT
  'company-' || companyId AS id,
  createTime AS registered_at,
  companyName AS display_name
FROM read_csv($from || '/snapshot/Company.csv', delim = '|', quote = '', header = true, all_varchar = true, null_padding = true, strict_mode = false)

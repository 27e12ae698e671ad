-- Every account, whoever owns it.
SELECT 'account-' || accountId AS id, createTime AS registered_at
FROM read_csv($from || '/snapshot/Account.csv', delim = '|', quote = '', header = true, all_varchar = true, null_padding = true, strict_mode = false)

-- One card holder a row, there when the file's first month begins.
SELECT 'taiwan-' || ID AS id, TIMESTAMP '2005-04-01' AS registered_at
FROM read_csv($from || '/taiwan.csv', delim = ',', header = true, all_varchar = true, null_padding = true, strict_mode = false)

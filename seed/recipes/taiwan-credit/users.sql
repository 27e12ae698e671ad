-- One card holder a row, there as long as the card: see README.md.
SELECT 'taiwan-' || ID AS id, TIMESTAMP '1985-01-01' AS registered_at
FROM read_csv($from || '/taiwan.csv', delim = ',', header = true, all_varchar = true, null_padding = true, strict_mode = false)

-- One applicant a row; its number is the first column, which has no name. The file knows no dates: see README.md.
SELECT 'german-' || number AS id, TIMESTAMP '1975-01-01' AS registered_at
FROM read_csv($from || '/german.csv', delim = ',', header = true, all_varchar = true, null_padding = true, strict_mode = false, names = ['number'])

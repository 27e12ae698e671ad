-- One reviewer a row of the features, numbered from 1 as in the other files. The files know no times: see README.md.
SELECT 'amazon-' || row_number() OVER () AS id, TIMESTAMP '2012-01-01' AS registered_at
FROM read_csv($from || '/UserFeature.txt', delim = '\t', header = false, null_padding = true, strict_mode = false, all_varchar = true)

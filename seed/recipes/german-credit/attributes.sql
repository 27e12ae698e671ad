-- All columns but the outcome, codes as they stand. Sex and marital status are one column.
WITH applicant AS (
  SELECT * EXCLUDE (BAD)
  FROM read_csv($from || '/german.csv', delim = ',', header = true, all_varchar = true, null_padding = true, strict_mode = false, names = ['number'])
)
SELECT
  'german-' || number AS subject_id,
  'statlog' AS source,
  name,
  TIMESTAMP '1975-01-01' AS occurred_at,
  value,
  name IN ('age', 'status_gender', 'foreign') AS protected
FROM applicant
UNPIVOT INCLUDE NULLS (value FOR name IN (COLUMNS(* EXCLUDE (number))))
ORDER BY TRY_CAST(number AS INTEGER), name

-- Ten features of behaviour, which the publishers number and do not name.
WITH feature AS (
  SELECT row_number() OVER () AS number, *
  FROM read_csv(
    $from || '/UserFeature.txt', delim = '\t', header = false, null_padding = true, strict_mode = false, all_varchar = true,
    names = ['f1', 'f2', 'f3', 'f4', 'f5', 'f6', 'f7', 'f8', 'f9', 'f10']
  )
)
SELECT
  'amazon-' || number AS subject_id,
  'isr-2022-047' AS source,
  'feature_' || name[2:] AS name,
  TIMESTAMP '2012-01-01' AS occurred_at,
  value
FROM feature
UNPIVOT INCLUDE NULLS (value FOR name IN (COLUMNS(* EXCLUDE (number))))

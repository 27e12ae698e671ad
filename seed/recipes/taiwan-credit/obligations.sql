-- One card each, open when the file's first month begins: since when it has been open is not said.
SELECT
  'taiwan-card-' || ID AS id,
  'taiwan-' || ID AS debtor_id,
  'card' AS kind,
  'TWD' AS currency,
  LIMIT_BAL::DOUBLE::BIGINT * 100 AS principal_minor,
  TIMESTAMP '2005-04-01' AS opened_at
FROM read_csv($from || '/taiwan.csv', delim = ',', header = true, all_varchar = true)

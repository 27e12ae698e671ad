-- One card each. Since when it has been open is not said: so long that no factor holds its age against anybody.
SELECT
  'taiwan-card-' || ID AS id,
  'taiwan-' || ID AS debtor_id,
  'card' AS kind,
  'TWD' AS currency,
  coalesce((TRY_CAST(TRY_CAST(LIMIT_BAL AS DOUBLE) AS BIGINT) * 100)::VARCHAR, LIMIT_BAL) AS principal_minor,
  TIMESTAMP '1985-01-01' AS opened_at
FROM read_csv($from || '/taiwan.csv', delim = ',', header = true, all_varchar = true, null_padding = true, strict_mode = false)

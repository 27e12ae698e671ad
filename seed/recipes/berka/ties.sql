-- An owner lets somebody else dispose of the account. Nothing says since when, so it is since the account was opened.
WITH disp AS (
  SELECT * FROM read_csv($from || '/disp.asc', delim = ';', header = true, all_varchar = true, null_padding = true, strict_mode = false)
)
SELECT
  'berka-client-' || owner.client_id AS from_id,
  'berka-client-' || other.client_id AS to_id,
  'trust' AS kind,
  try_strptime('19' || account.date, '%Y%m%d') AS since,
  1 AS strength,
  try_strptime('19' || account.date, '%Y%m%d') AS accepted_at
FROM disp AS other
LEFT JOIN disp AS owner ON owner.account_id = other.account_id AND owner.type = 'OWNER'
LEFT JOIN read_csv($from || '/account.asc', delim = ';', header = true, all_varchar = true, null_padding = true, strict_mode = false) AS account
  ON account.account_id = other.account_id
WHERE other.type <> 'OWNER'
ORDER BY from_id, to_id

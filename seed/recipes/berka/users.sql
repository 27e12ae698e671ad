-- Every client, known from the opening of the one account that it owns or may dispose of.
SELECT
  'berka-client-' || disp.client_id AS id,
  try_strptime('19' || account.date, '%Y%m%d') AS registered_at
FROM read_csv($from || '/disp.asc', delim = ';', header = true, all_varchar = true, null_padding = true, strict_mode = false) AS disp
LEFT JOIN read_csv($from || '/account.asc', delim = ';', header = true, all_varchar = true, null_padding = true, strict_mode = false) AS account USING (account_id)
ORDER BY id

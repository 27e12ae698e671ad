-- The bank itself, from the day of its first account, and every account at another bank that money went to or came from.
WITH movement AS (
  SELECT 'berka-' || bank || '-' || account AS id, try_strptime('19' || date, '%Y%m%d') AS occurred_at
  FROM read_csv($from || '/trans_preloan_354.csv', delim = ';', header = true, all_varchar = true, null_padding = true, strict_mode = false)
  WHERE bank IS NOT NULL
)
SELECT 'berka-bank' AS id, min(try_strptime('19' || date, '%Y%m%d')) AS registered_at, 'finance' AS category
FROM read_csv($from || '/account.asc', delim = ';', header = true, all_varchar = true, null_padding = true, strict_mode = false)
UNION ALL
SELECT id, min(occurred_at), NULL
FROM movement
GROUP BY id
ORDER BY id

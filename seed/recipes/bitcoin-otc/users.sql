-- Everybody who rates or is rated, known from the earliest such rating. Lines without a time that can be read are rejected
-- among the ratings and make nobody known.
WITH line AS (
  SELECT
    source,
    target,
    TRY(make_timestamp(round(TRY_CAST(concat_ws(',', seconds, more) AS DOUBLE) * 1000000)::BIGINT)) AS rated_at
  FROM read_csv(
    $from || '/otc_network.csv',
    auto_detect = false, header = false, delim = ',', quote = '', escape = '', null_padding = true, strict_mode = false,
    columns = {
      'source': 'VARCHAR', 'target': 'VARCHAR', 'rating': 'VARCHAR', 'seconds': 'VARCHAR', 'more': 'VARCHAR'
    }
  )
),
seen AS (
  SELECT source AS id, rated_at FROM line
  UNION ALL
  SELECT target, rated_at FROM line
)
SELECT id, min(rated_at) AS registered_at
FROM seen
WHERE rated_at IS NOT NULL AND id IS NOT NULL
GROUP BY id
ORDER BY id

-- Everybody who rates or is rated, known from the earliest such rating.
WITH network AS (
  SELECT * FROM read_csv(
    $from || '/otc_network.csv',
    auto_detect = false, header = false, delim = ',',
    columns = {'source': 'VARCHAR', 'target': 'VARCHAR', 'rating': 'VARCHAR', 'seconds': 'VARCHAR'}
  )
),
seen AS (
  SELECT source AS id, seconds::DOUBLE AS seconds FROM network
  UNION ALL
  SELECT target, seconds::DOUBLE FROM network
)
SELECT id, make_timestamp(round(min(seconds) * 1000000)::BIGINT) AS registered_at
FROM seen
GROUP BY id
ORDER BY id

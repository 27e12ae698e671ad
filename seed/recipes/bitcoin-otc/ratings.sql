-- The site's scale of -10 to 10, without 0, becomes -1 to 1; the time is in seconds with up to five decimals.
SELECT
  source AS from_id,
  target AS to_id,
  make_timestamp(round(seconds::DOUBLE * 1000000)::BIGINT) AS occurred_at,
  rating::INTEGER / 10 AS value
FROM read_csv(
  $from || '/otc_network.csv',
  auto_detect = false, header = false, delim = ',',
  columns = {'source': 'VARCHAR', 'target': 'VARCHAR', 'rating': 'VARCHAR', 'seconds': 'VARCHAR'}
)

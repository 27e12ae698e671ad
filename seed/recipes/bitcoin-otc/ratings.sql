-- The site's scale of -10 to 10, without 0, becomes -1 to 1; the time is in seconds with up to five decimals. What is no
-- number stays as it came, and so do fields beyond the fourth: such a line is rejected and stops no other.
WITH line AS (
  SELECT source, target, rating, concat_ws(',', seconds, more) AS seconds
  FROM read_csv(
    $from || '/otc_network.csv',
    auto_detect = false, header = false, delim = ',', quote = '', escape = '', null_padding = true, strict_mode = false,
    columns = {
      'source': 'VARCHAR', 'target': 'VARCHAR', 'rating': 'VARCHAR', 'seconds': 'VARCHAR', 'more': 'VARCHAR'
    }
  )
)
SELECT
  source AS from_id,
  target AS to_id,
  coalesce(TRY(make_timestamp(round(TRY_CAST(seconds AS DOUBLE) * 1000000)::BIGINT))::VARCHAR, seconds) AS occurred_at,
  coalesce((TRY_CAST(rating AS DOUBLE) / 10)::VARCHAR, rating) AS value
FROM line

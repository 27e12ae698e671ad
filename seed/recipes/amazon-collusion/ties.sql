-- Pairs who reviewed the same products. The file has each pair both ways round; a pair is one tie.
-- What is no number makes a pair of one with itself, which is rejected.
SELECT DISTINCT
  'amazon-' || least(TRY_CAST(one AS BIGINT), TRY_CAST(other AS BIGINT)) AS from_id,
  'amazon-' || greatest(TRY_CAST(one AS BIGINT), TRY_CAST(other AS BIGINT)) AS to_id,
  'other' AS kind,
  TIMESTAMP '2012-01-01' AS since,
  1 AS strength,
  TIMESTAMP '2012-01-01' AS accepted_at
FROM read_csv(
  $from || '/J01Network.txt',
  delim = ' ', header = false, null_padding = true, strict_mode = false,
  columns = {'one': 'VARCHAR', 'other': 'VARCHAR'}
)
ORDER BY from_id, to_id

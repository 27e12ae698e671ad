-- Pairs who reviewed the same products. The file has each pair both ways round; a pair is one tie.
SELECT DISTINCT
  'amazon-' || least(one, other) AS from_id,
  'amazon-' || greatest(one, other) AS to_id,
  'other' AS kind,
  TIMESTAMP '2012-01-01' AS since,
  1 AS strength,
  TIMESTAMP '2012-01-01' AS accepted_at
FROM read_csv(
  $from || '/J01Network.txt', delim = ' ', header = false, columns = {'one': 'BIGINT', 'other': 'BIGINT'}
)
ORDER BY from_id, to_id

-- What is known beforehand: the first published training split of 10 per cent, and no other label.
SELECT
  'amazon-' || number AS subject_id,
  CASE label WHEN '1' THEN 'confirmed_fraud' WHEN '0' THEN 'trusted_seed' ELSE label END AS kind,
  TIMESTAMP '2012-01-01' AS occurred_at
FROM read_csv(
  $from || '/labels/10percent/train_1.csv',
  delim = ' ', header = false, null_padding = true, strict_mode = false, columns = {'number': 'VARCHAR', 'label': 'VARCHAR'}
)

-- What is to be found: labels of the other training splits, of reviewers who are not flagged. Nobody is in both.
WITH label AS (
  SELECT number, label, parse_path(filename)[-2:] AS split
  FROM read_csv(
    $from || '/labels/*/train_*.csv',
    delim = ' ', header = false, null_padding = true, strict_mode = false, columns = {'number': 'VARCHAR', 'label': 'VARCHAR'}, filename = true
  )
)
SELECT DISTINCT
  'amazon-' || number AS subject_id,
  'spammer' AS name,
  TIMESTAMP '2012-01-02' AS as_of,
  TIMESTAMP '2012-01-03' AS observed_at,
  label AS value
FROM label
WHERE number NOT IN (SELECT number FROM label WHERE split = ['10percent', 'train_1.csv'])
ORDER BY subject_id

-- What an account held at the beginning.
SELECT
  'amlsim-' || nodeid AS subject_id,
  'amlsim' AS source,
  'initial_balance' AS name,
  TIMESTAMP '2017-01-01' AS occurred_at,
  init_balance AS value
FROM read_csv($from || '/nodes.csv', delim = ',', header = true, all_varchar = true, null_padding = true, strict_mode = false)

-- Which accounts took part in a planted pattern: asked once the last step is over, and known the day after.
SELECT
  'amlsim-' || nodeid AS subject_id,
  'laundering' AS name,
  TIMESTAMP '2017-05-31' AS as_of,
  TIMESTAMP '2017-06-01' AS observed_at,
  isFraud AS value
FROM read_csv($from || '/nodes.csv', delim = ',', header = true, all_varchar = true, null_padding = true, strict_mode = false)

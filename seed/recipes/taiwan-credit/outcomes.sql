-- Whether October's payment was missed, known when October was over.
SELECT
  'taiwan-' || ID AS subject_id,
  'default_next_month' AS name,
  TIMESTAMP '2005-10-01' AS as_of,
  TIMESTAMP '2005-11-01' AS observed_at,
  "default.payment.next.month" AS value
FROM read_csv($from || '/taiwan.csv', delim = ',', header = true, all_varchar = true, null_padding = true, strict_mode = false)

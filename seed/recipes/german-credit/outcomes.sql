-- Whether the credit went well, known when its term was over.
SELECT
  'german-' || number AS subject_id,
  'bad_credit' AS name,
  TIMESTAMP '1975-01-02' AS as_of,
  coalesce(TRY(TIMESTAMP '1975-01-02' + to_months(TRY_CAST(duration AS INTEGER)))::VARCHAR, duration) AS observed_at,
  CASE BAD WHEN 'BAD' THEN '1' WHEN 'GOOD' THEN '0' ELSE BAD END AS value
FROM read_csv($from || '/german.csv', delim = ',', header = true, all_varchar = true, null_padding = true, strict_mode = false, names = ['number'])

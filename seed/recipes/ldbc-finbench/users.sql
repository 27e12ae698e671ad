-- Persons. Ids of persons and companies overlap, hence the prefix.
SELECT
  'person-' || personId AS id,
  createTime AS registered_at,
  personName AS display_name
FROM read_csv($from || '/snapshot/Person.csv', delim = '|', quote = '', header = true, all_varchar = true, null_padding = true, strict_mode = false)

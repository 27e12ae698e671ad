-- Persons. Ids of persons and companies overlap, hence the prefix. Some own accounts and are in no
-- Person file: they are known from the first account on.
WITH known AS (
  SELECT * FROM read_csv($from || '/snapshot/Person.csv', delim = '|', quote = '', header = true, all_varchar = true)
)
SELECT
  'person-' || personId AS id,
  createTime AS registered_at,
  personName AS display_name
FROM known
UNION ALL
SELECT 'person-' || personId, min(createTime), NULL
FROM read_csv($from || '/snapshot/PersonOwnAccount.csv', delim = '|', quote = '', header = true, all_varchar = true)
WHERE personId NOT IN (SELECT personId FROM known)
GROUP BY personId
ORDER BY ALL

-- Reads the offered rows and the registry, where a reference may also name another incoming row of the same
-- kind. Turns away rows whose reference is neither held nor declared here, and with them the rows that refer
-- to a turned away row, however long the chain. An id that several rows declare with different references
-- passes nothing on, so the statement is run again until it turns nothing away.
INSERT INTO rejected
WITH RECURSIVE declared AS MATERIALIZED (
  SELECT i.file, i.record, i.id, i.{{column}} AS reference
  FROM offered($paths, $known_at) i
  ANTI JOIN rejected x ON x.file = i.file AND x.record = i.record
  WHERE NOT i.retracted
),
fitting AS (
  SELECT id FROM registry WHERE list_contains($allowed, kind)
),
taken AS (
  SELECT id FROM registry WHERE kind IS NOT NULL AND NOT list_contains($allowed, kind)
),
single AS MATERIALIZED (
  SELECT id, min(reference) AS reference
  FROM declared
  ANTI JOIN fitting USING (id)
  GROUP BY id
  HAVING count(DISTINCT reference) = 1 AND count(reference) = count(*)
),
unknown AS MATERIALIZED (
  SELECT DISTINCT reference AS id
  FROM declared
  WHERE reference IS NOT NULL
    AND reference NOT IN (SELECT id FROM fitting)
    AND (reference NOT IN (SELECT id FROM declared) OR reference IN (SELECT id FROM taken))
),
dead AS (
  SELECT id FROM unknown
  UNION
  SELECT s.id FROM single s JOIN dead d ON s.reference = d.id
)
SELECT file, record, 'unknown_reference', $column, $expected, reference
FROM declared
WHERE reference IN (SELECT id FROM dead)

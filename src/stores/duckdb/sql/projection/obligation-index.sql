-- Reads obligations of the subjects that the cut sees. Gives each a dense index in the code point order of ids, and the
-- number that facts refer to it by.
CREATE TEMP TABLE obligation AS
SELECT CAST(row_number() OVER (ORDER BY o.id) - 1 AS UINTEGER) AS obligation, d.subject AS debtor,
  o.* EXCLUDE (debtor_id), registry.number
FROM visible_obligations($as_of, $batch) o
JOIN subject d ON d.number = o.debtor_id
JOIN registry ON registry.id = o.id

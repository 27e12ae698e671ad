-- Reads obligations of the subjects that the cut sees. Gives each a dense index in the code point order of ids, the
-- number that facts refer to it by, and how far its source is to be believed.
CREATE TEMP TABLE obligation AS
SELECT CAST(row_number() OVER (ORDER BY o.id) - 1 AS UINTEGER) AS obligation, d.subject AS debtor,
  o.* EXCLUDE (debtor_id) REPLACE (CAST(o.currency AS known_currency) AS currency), registry.number, coalesce(r.reliability, 1000000) AS reliability
FROM visible_obligations($as_of, $batch) o
JOIN subject d ON d.number = o.debtor_id
JOIN registry ON registry.id = o.id
LEFT JOIN source_reliability r ON r.id = o.source

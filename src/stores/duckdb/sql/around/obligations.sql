-- Reads obligations. Puts those that one of those near owes, and those that the guarantees name, in their place.
CREATE TEMP TABLE obligations AS
SELECT * FROM obligations WHERE {{is_near:debtor_id}}
UNION ALL
SELECT * FROM obligations
WHERE NOT ({{is_near:debtor_id}})
  AND id IN (
    SELECT id FROM registry WHERE number IN (SELECT obligation_id FROM guarantees WHERE obligation_id IS NOT NULL)
  )

-- Reads obligations. Puts those that one of those near owes, and those that the guarantees name, in their place.
CREATE TEMP TABLE obligations AS
SELECT * FROM obligations WHERE get_bit(getvariable('near'), debtor_id) = 1
UNION ALL
SELECT * FROM obligations
WHERE get_bit(getvariable('near'), debtor_id) = 0
  AND id IN (
    SELECT id FROM registry WHERE number IN (SELECT obligation_id FROM guarantees WHERE obligation_id IS NOT NULL)
  )

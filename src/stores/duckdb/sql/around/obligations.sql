-- Reads obligations. Puts those that one of those near owes, and those that the guarantees name, in their place.
CREATE TEMP TABLE obligations AS
SELECT * FROM obligations
WHERE id IN (
  SELECT id FROM registry
  WHERE number IN (SELECT number FROM owed UNION SELECT obligation_id FROM guarantees WHERE obligation_id IS NOT NULL)
)

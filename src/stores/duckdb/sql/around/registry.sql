-- Reads the registry. Puts those named, and what stands in place of the obligations, in its place.
CREATE TEMP TABLE registry AS
SELECT * FROM registry
WHERE number IN (
  SELECT number FROM named
  UNION
  SELECT number FROM owed
  UNION
  SELECT obligation_id FROM guarantees WHERE obligation_id IS NOT NULL
)

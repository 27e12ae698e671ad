-- Reads what stands in place of the obligations and guarantees. Gives the obligations, and those before.
UNION
SELECT number FROM owed
UNION
SELECT obligation_id FROM guarantees WHERE obligation_id IS NOT NULL

-- Reads guarantees that have not ended, but those for an obligation that the cut does not see. Gives each under its
-- guarantor and debtor.
SELECT guarantor_id AS source, debtor_id AS target, 1 AS value
FROM visible_guarantees($as_of, $batch) v
WHERE until IS NULL
  AND (obligation_id IS NULL OR obligation_id IN (
    SELECT number FROM visible_obligations($as_of, $batch) JOIN registry USING (id)
  ))

-- Reads the guarantees that some subjects gave and that have not ended, but those for an obligation that the cut does
-- not see. Gives the first of them in order, and in a row of its own how many there are in all.
WITH found AS (
  SELECT guarantor_id, debtor_id, epoch_ms(since) AS since, obligation_id, amount_minor
  FROM visible_guarantees($as_of, $batch)
  WHERE until IS NULL
    AND guarantor_id IN (SELECT unnest($ids))
    AND debtor_id IN (SELECT id FROM ({{seen}}))
    AND (obligation_id IS NULL OR obligation_id IN (SELECT id FROM visible_obligations($as_of, $batch)))
)
(SELECT *, NULL AS total FROM found ORDER BY guarantor_id, debtor_id, since LIMIT $limit)
UNION ALL
(SELECT NULL, NULL, NULL, NULL, NULL, count(*) FROM found)

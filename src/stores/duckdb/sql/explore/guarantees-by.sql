-- Reads the guarantees that some subjects gave and that have not ended, but those for an obligation that the cut does
-- not see. Gives the first of them in order, and in a row of its own how many there are in all.
WITH given AS (
  SELECT * FROM visible_guarantees($as_of, $batch)
  WHERE until IS NULL AND guarantor_id IN (SELECT number FROM registry WHERE id IN (SELECT unnest($ids)))
),
found AS (
  SELECT guarantor.id AS guarantor_id, debtor.id AS debtor_id, epoch_ms(given.since) AS since,
    obligation.id AS obligation_id, given.amount_minor
  FROM given
  JOIN registry guarantor ON guarantor.number = given.guarantor_id
  JOIN registry debtor ON debtor.number = given.debtor_id
  LEFT JOIN registry obligation ON obligation.number = given.obligation_id
  WHERE debtor.id IN (SELECT id FROM ({{seen}}))
    AND (obligation.id IS NULL OR obligation.id IN (SELECT id FROM visible_obligations($as_of, $batch)))
)
(SELECT *, NULL AS total FROM found ORDER BY guarantor_id, debtor_id, since LIMIT $limit)
UNION ALL
(SELECT NULL, NULL, NULL, NULL, NULL, count(*) FROM found)

-- Transfers, step s on day s of the simulation. A transfer has no id in the file: both accounts and the step name it,
-- and a number among those that agree in all three.
WITH transfer AS (
  SELECT *, value::DECIMAL(15, 2) AS amount
  FROM read_csv($from || '/transactions.csv', delim = ',', header = true, all_varchar = true)
)
SELECT
  concat_ws('-', 'amlsim', sourceNodeId, targetNodeId, time,
    row_number() OVER (PARTITION BY sourceNodeId, targetNodeId, time ORDER BY amount)) AS id,
  'amlsim-' || sourceNodeId AS payer_id,
  'amlsim-' || targetNodeId AS payee_id,
  (amount * 100)::BIGINT AS amount_minor,
  'XXX' AS currency,
  TIMESTAMP '2017-01-01' + to_days(time::INTEGER) AS occurred_at,
  'transfer' AS kind,
  'completed' AS status
FROM transfer
ORDER BY time::INTEGER, id

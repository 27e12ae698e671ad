-- Transfers, step s on day s of the simulation. A transfer has no id in the file: both accounts and the step name it,
-- and a number among those that agree in all three.
WITH transfer AS (
  SELECT *, TRY_CAST(value AS DECIMAL(18, 2)) AS amount
  FROM read_csv($from || '/transactions.csv', delim = ',', header = true, all_varchar = true, null_padding = true, strict_mode = false)
)
SELECT
  concat_ws('-', 'amlsim', sourceNodeId, targetNodeId, time,
    row_number() OVER (PARTITION BY sourceNodeId, targetNodeId, time ORDER BY amount, value)) AS id,
  'amlsim-' || sourceNodeId AS payer_id,
  'amlsim-' || targetNodeId AS payee_id,
  coalesce((amount * 100)::BIGINT::VARCHAR, value) AS amount_minor,
  'XXX' AS currency,
  coalesce(TRY(TIMESTAMP '2017-01-01' + to_days(TRY_CAST(time AS INTEGER)))::VARCHAR, time) AS occurred_at,
  'transfer' AS kind,
  'completed' AS status
FROM transfer
ORDER BY TRY_CAST(time AS INTEGER), id

-- Reads completed purchases, transfers and utilities. Gives each under its payer and payee.
SELECT payer_id AS source, payee_id AS target, 1 AS value
FROM visible_transactions($as_of, $batch)
WHERE payer_id <> payee_id AND status = 'completed' AND kind IN ('purchase', 'transfer', 'utility')
  AND (status_at IS NULL OR status_at < $as_of)

-- Movements on the accounts of later borrowers. Money that leaves or comes as cash stays its owner's, so payer and payee
-- are the same and aggregates leave it out.
WITH owner AS (
  SELECT account_id, 'berka-client-' || client_id AS id
  FROM read_csv($from || '/disp.asc', delim = ';', header = true, all_varchar = true, null_padding = true, strict_mode = false)
  WHERE type = 'OWNER'
),
movement AS (
  SELECT
    owner.id AS client_id,
    trim(coalesce(k_symbol, '')) AS purpose,
    CASE
      WHEN bank IS NOT NULL THEN 'berka-' || bank || '-' || account
      WHEN purpose IN ('interest credited', 'payment for statement', 'sanction interest if negative balance')
        THEN 'berka-bank'
      ELSE client_id
    END AS other_id,
    movement.*
  FROM read_csv($from || '/trans_preloan_354.csv', delim = ';', header = true, all_varchar = true, null_padding = true, strict_mode = false) AS movement
  LEFT JOIN owner USING (account_id)
)
SELECT
  'berka-' || trans_id AS id,
  CASE type WHEN 'credit' THEN other_id ELSE client_id END AS payer_id,
  CASE type WHEN 'credit' THEN client_id ELSE other_id END AS payee_id,
  coalesce(round(TRY_CAST(amount AS DECIMAL(18, 2)) * 100)::BIGINT::VARCHAR, amount) AS amount_minor,
  'CZK' AS currency,
  try_strptime('19' || date, '%Y%m%d') AS occurred_at,
  CASE
    WHEN other_id = client_id THEN 'transfer'
    WHEN purpose = 'household' THEN 'utility'
    WHEN purpose IN ('insurrance payment', 'payment for statement') THEN 'purchase'
    WHEN purpose = 'interest credited' OR operation = 'collection from another bank' THEN 'income'
    ELSE 'transfer'
  END AS kind,
  'completed' AS status
FROM movement
ORDER BY id

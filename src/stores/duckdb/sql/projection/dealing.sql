-- Reads transactions. Gives those between two subjects of the cut that reached a final status, by index and
-- with their age in calendar months: 0 is the month of the cut.
CREATE TEMP TABLE dealing AS
SELECT payer.subject AS payer, payee.subject AS payee, t.amount_minor, CAST(t.currency AS dealing_currency) AS currency,
  t.kind,
  t.status,
  t.status_by,
  CAST($month - (year(t.occurred_at) * 12 + month(t.occurred_at) - 1) AS SMALLINT) AS age
FROM visible_transactions($as_of, $batch) t
JOIN subject payer ON payer.number = t.payer_id
JOIN subject payee ON payee.number = t.payee_id
WHERE t.payer_id <> t.payee_id AND (t.status_at IS NULL OR t.status_at < $as_of)

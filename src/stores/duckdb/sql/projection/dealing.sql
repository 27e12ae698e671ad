-- Reads transactions, and how far their sources are to be believed. Gives those between two subjects of the cut that
-- reached a final status, by index, with their age in calendar months (0 is the month of the cut) and the age of when
-- they matured: when they ended, and $maturity_days after they were agreed at the latest. Those that are still pending
-- after that have matured too and have no status. An amount weighs by its source; what a source says that is not
-- believed at all is left out, and so is what moves between accounts of one's own: a merchant and its owner, or two
-- merchants of one owner. That is a CASE, because a comparison would be taken for a join of all subjects with all.
CREATE TEMP TABLE dealing AS
SELECT payer.subject AS payer, payee.subject AS payee,
  CAST(coalesce(s.reliability, 1000000) AS INTEGER) AS reliability,
  CASE
    WHEN s.reliability IS NULL THEN t.amount_minor
    ELSE CAST((CAST(t.amount_minor AS HUGEINT) * s.reliability + 500000) // 1000000 AS BIGINT)
  END AS amount_minor,
  CAST(t.currency AS known_currency) AS currency,
  t.kind,
  CASE WHEN t.status_at IS NULL OR t.status_at < $as_of THEN t.status END AS status,
  t.status_by,
  CAST($month - (year(t.occurred_at) * 12 + month(t.occurred_at) - 1) AS SMALLINT) AS age,
  CAST($month - (year(t.matured_at) * 12 + month(t.matured_at) - 1) AS SMALLINT) AS matured_age
FROM (
  SELECT *,
    least(coalesce(status_at, occurred_at), occurred_at + to_days(CAST($maturity_days AS INTEGER))) AS matured_at
  FROM visible_transactions($as_of, $batch)
) t
JOIN subject payer ON payer.number = t.payer_id
JOIN subject payee ON payee.number = t.payee_id
LEFT JOIN source_reliability s ON s.id = t.source
WHERE CASE
    WHEN coalesce(payer.owner, payer.number) = coalesce(payee.owner, payee.number)
      OR payer.owner = payee.number OR payee.owner = payer.number THEN false
    ELSE true
  END
  AND (t.status_at IS NULL OR t.status_at < $as_of OR t.matured_at < $as_of)
  AND s.reliability IS DISTINCT FROM 0

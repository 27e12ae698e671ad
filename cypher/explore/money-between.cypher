// From two subjects, found by the unique index on Subject.id, along PAID and TO to each other. Adds up the transactions
// that reached a final status by payer, kind, status and currency.
MATCH (payer:Subject)
WHERE payer.id IN [$from, $to]
MATCH (payer)-[:PAID]->(version)-[:TO]->(payee)
WHERE payee.id IN [$from, $to] AND payee <> payer
WITH payer, payee, properties(version) AS v
WHERE v.recorded_at < $as_of AND v.batch <= $batch
  AND (v.superseded_at IS NULL OR v.superseded_at >= $as_of OR v.superseded_batch > $batch)
  AND v.occurred_at < $as_of AND (v.status_at IS NULL OR v.status_at < $as_of)
RETURN payer.id AS payer_id, payee.id AS payee_id, v.kind AS kind, v.status AS status, v.currency AS currency,
  count(*) AS transactions, sum(v.amount_minor) AS amount_minor, min(v.occurred_at) AS first_at,
  max(v.occurred_at) AS last_at

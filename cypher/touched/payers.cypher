// From each subject, found by the unique index on Subject.id, back along TO and PAID. Gives whoever paid it by a transaction
// that one of two cuts sees.
MATCH (payee:Subject)
WHERE payee.id IN $touched.ids
MATCH (payee)<-[:TO]-(version)<-[:PAID]-(payer)
WITH payer, properties(version) AS v
WITH payer, v, coalesce(v.happens_at, v.recorded_at) AS begins
WHERE begins < $from_at AND v.batch <= $from_batch
    AND (v.superseded_at IS NULL OR v.superseded_at >= $from_at OR v.superseded_batch > $from_batch)
  OR begins < $to_at AND v.batch <= $to_batch
    AND (v.superseded_at IS NULL OR v.superseded_at >= $to_at OR v.superseded_batch > $to_batch)
RETURN DISTINCT payer.id AS id

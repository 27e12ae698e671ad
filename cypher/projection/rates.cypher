// Reads every rate by its label. Gives what each currency is worth, from when.
MATCH (version:Rate)
WITH properties(version) AS v
WHERE v.recorded_at < $as_of AND v.batch <= $batch
  AND (v.superseded_at IS NULL OR v.superseded_at >= $as_of OR v.superseded_batch > $batch)
  AND v.occurred_at < $as_of
RETURN v.currency AS currency, v.occurred_at AS occurred_at, v.per_reporting_unit AS per_reporting_unit

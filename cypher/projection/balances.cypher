// Reads every balance by its label. Gives the latest of each obligation, with its source: no two of one obligation are
// of the same instant.
MATCH (version:Balance)
WITH properties(version) AS v
WHERE v.recorded_at < $as_of AND v.batch <= $batch
  AND (v.superseded_at IS NULL OR v.superseded_at >= $as_of OR v.superseded_batch > $batch)
  AND v.occurred_at < $as_of
WITH v.obligation_id AS obligation, max([v.occurred_at, v.balance_minor, v.limit_minor, v.source]) AS latest
RETURN obligation, latest[1] AS balance, latest[2] AS limit, latest[3] AS source

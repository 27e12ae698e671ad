// Reads every attribute by its label. Gives each value of a subject with its source and when it was so.
MATCH (version:Attribute)
WITH properties(version) AS v
WHERE v.recorded_at < $as_of AND v.batch <= $batch
  AND (v.superseded_at IS NULL OR v.superseded_at >= $as_of OR v.superseded_batch > $batch)
  AND v.occurred_at < $as_of
RETURN v.subject_id AS subject, v.name AS name, v.occurred_at AS occurred_at, v.source AS source,
  v.value AS value, coalesce(v.protected, false) AS protected

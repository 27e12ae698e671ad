// Finds versions of merchants by the index on their owners. Gives those that one of two cuts sees.
MATCH (version:SubjectVersion)
WHERE version.owner_id IN $touched.ids
WITH properties(version) AS v
WITH v, coalesce(v.happens_at, v.recorded_at) AS begins
WHERE begins < $from_at AND v.batch <= $from_batch
    AND (v.superseded_at IS NULL OR v.superseded_at >= $from_at OR v.superseded_batch > $from_batch)
  OR begins < $to_at AND v.batch <= $to_batch
    AND (v.superseded_at IS NULL OR v.superseded_at >= $to_at OR v.superseded_batch > $to_batch)
RETURN DISTINCT v.id AS id

// From each subject, found by the unique index on Subject.id, along USES to its identifiers and back. Gives everybody who was
// seen with one of them, by sightings that one of two cuts sees.
MATCH (one:Subject)
WHERE one.id IN $touched.ids
MATCH (one)-[version:USES]->(i)
WITH i, properties(version) AS v
WITH i, v, coalesce(v.happens_at, v.recorded_at) AS begins
WHERE begins < $from_at AND v.batch <= $from_batch
    AND (v.superseded_at IS NULL OR v.superseded_at >= $from_at OR v.superseded_batch > $from_batch)
  OR begins < $to_at AND v.batch <= $to_batch
    AND (v.superseded_at IS NULL OR v.superseded_at >= $to_at OR v.superseded_batch > $to_batch)
WITH DISTINCT i
MATCH (i)<-[version:USES]-(user)
WITH user, properties(version) AS v
WITH user, v, coalesce(v.happens_at, v.recorded_at) AS begins
WHERE begins < $from_at AND v.batch <= $from_batch
    AND (v.superseded_at IS NULL OR v.superseded_at >= $from_at OR v.superseded_batch > $from_batch)
  OR begins < $to_at AND v.batch <= $to_batch
    AND (v.superseded_at IS NULL OR v.superseded_at >= $to_at OR v.superseded_batch > $to_batch)
RETURN DISTINCT user.id AS id

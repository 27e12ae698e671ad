// Finds versions that are relationships of one type by the indexes on when, and by which import, what a cut sees of them
// changes. Of those that two cuts see otherwise, or with an instant that one of them does not see, it gives both ends and what
// obligation they are for.
CALL () {
  MATCH ()-[version:{{type}}]->()
  WHERE version.batch > $from_batch AND version.batch <= $to_batch
  RETURN version
  UNION
  MATCH ()-[version:{{type}}]->()
  WHERE version.superseded_batch > $from_batch AND version.superseded_batch <= $to_batch
  RETURN version
  UNION
  MATCH ()-[version:{{type}}]->()
  WHERE version.recorded_at >= $from_at AND version.recorded_at < $to_at
  RETURN version
  UNION
  MATCH ()-[version:{{type}}]->()
  WHERE version.superseded_at >= $from_at AND version.superseded_at < $to_at
  RETURN version
  UNION
  MATCH ()-[version:{{type}}]->()
  WHERE version.happens_at >= $from_at AND version.happens_at < $to_at
  RETURN version
  UNION
  MATCH ()-[version:{{type}}]->()
  WHERE version.until >= $from_at AND version.until < $to_at
  RETURN version
  UNION
  MATCH ()-[version:{{type}}]->()
  WHERE version.accepted_at >= $from_at AND version.accepted_at < $to_at
  RETURN version
}
WITH version, properties(version) AS v
WITH version, v, coalesce(v.happens_at, v.recorded_at) AS begins
WITH version, v,
  begins < $from_at AND v.batch <= $from_batch
    AND (v.superseded_at IS NULL OR v.superseded_at >= $from_at OR v.superseded_batch > $from_batch) AS before,
  begins < $to_at AND v.batch <= $to_batch
    AND (v.superseded_at IS NULL OR v.superseded_at >= $to_at OR v.superseded_batch > $to_batch) AS after
WHERE before <> after OR before AND any(at IN [v.until, v.accepted_at] WHERE at >= $from_at AND at < $to_at)
RETURN DISTINCT startNode(version).id AS source, endNode(version).id AS target, version.obligation_id AS obligation

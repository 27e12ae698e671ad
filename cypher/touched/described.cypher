// From each subject, found by the unique index on Subject.id, to its versions. Says whether each of two cuts sees it, and
// whether, seen by both, it is another's or owned by the word of another source, and whether it sells something else.
MATCH (s:Subject)
WHERE s.id IN $touched.ids
CALL (s) {
  MATCH (s)<-[:DESCRIBES]-(version)
  WITH properties(version) AS v
  WITH v, coalesce(v.happens_at, v.recorded_at) AS begins
  WITH v,
    begins < $from_at AND v.batch <= $from_batch
      AND (v.superseded_at IS NULL OR v.superseded_at >= $from_at OR v.superseded_batch > $from_batch) AS before,
    begins < $to_at AND v.batch <= $to_batch
      AND (v.superseded_at IS NULL OR v.superseded_at >= $to_at OR v.superseded_batch > $to_batch) AS after
  RETURN head(collect(CASE WHEN before THEN v END)) AS before, head(collect(CASE WHEN after THEN v END)) AS after
}
WITH s.id AS id, before, after, before IS NOT NULL AND after IS NOT NULL AS lasts
RETURN id, lasts, [before.owner_id, after.owner_id] AS owners,
  lasts AND [coalesce(before.owner_id, ''), coalesce(before.source, '')]
    <> [coalesce(after.owner_id, ''), coalesce(after.source, '')] AS is_reowned,
  lasts AND coalesce(before.category, '') <> coalesce(after.category, '') AS is_recategorised

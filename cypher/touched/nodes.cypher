// Finds versions that are nodes by the indexes on when, and by which import, what a cut sees of them changes. Of those that
// two cuts see otherwise, or with an instant that one of them does not see, or pending past the time to keep it in one, it
// gives their labels and whom and what they name: subjects, obligations, subjects that they describe, and nobody, who is
// everybody.
CALL () {
  MATCH (version:Version)
  WHERE version.batch > $from_batch AND version.batch <= $to_batch
  RETURN version
  UNION
  MATCH (version:Version)
  WHERE version.superseded_batch > $from_batch AND version.superseded_batch <= $to_batch
  RETURN version
  UNION
  MATCH (version:Version)
  WHERE version.recorded_at >= $from_at AND version.recorded_at < $to_at
  RETURN version
  UNION
  MATCH (version:Version)
  WHERE version.superseded_at >= $from_at AND version.superseded_at < $to_at
  RETURN version
  UNION
  MATCH (version:Version)
  WHERE version.happens_at >= $from_at AND version.happens_at < $to_at
  RETURN version
  UNION
  MATCH (version:Version)
  WHERE version.status_at >= $from_at
  RETURN version
  UNION
  MATCH (version:Version)
  WHERE version.until >= $from_at AND version.until < $to_at
  RETURN version
  UNION
  MATCH (version:Version)
  WHERE version.settled_at >= $from_at AND version.settled_at < $to_at
  RETURN version
  UNION
  MATCH (version:Version)
  WHERE version.defaulted_at >= $from_at AND version.defaulted_at < $to_at
  RETURN version
  UNION
  MATCH (version:Version)
  WHERE version.written_off_at >= $from_at AND version.written_off_at < $to_at
  RETURN version
  UNION
  MATCH (version:Version)
  WHERE version.residence_since >= $from_at AND version.residence_since < $to_at
  RETURN version
  UNION
  MATCH (version:Version)
  WHERE version.phone_since >= $from_at AND version.phone_since < $to_at
  RETURN version
}
WITH version, properties(version) AS v
WITH version, v, coalesce(v.happens_at, v.recorded_at) AS begins
WITH version, v,
  begins < $from_at AND v.batch <= $from_batch
    AND (v.superseded_at IS NULL OR v.superseded_at >= $from_at OR v.superseded_batch > $from_batch) AS before,
  begins < $to_at AND v.batch <= $to_batch
    AND (v.superseded_at IS NULL OR v.superseded_at >= $to_at OR v.superseded_batch > $to_batch) AS after
WHERE before <> after
  OR before AND any(at IN [
      v.until, v.status_at, v.settled_at, v.defaulted_at, v.written_off_at, v.residence_since, v.phone_since
    ] WHERE at >= $from_at AND at < $to_at)
  OR before AND v.status_at >= $to_at AND v.occurred_at >= $matured_before_from AND v.occurred_at < $matured_before_to
WITH version, v
WHERE NOT version:Outcome
UNWIND CASE
    WHEN version:SubjectVersion THEN [['described', v.id], ['subject', v.owner_id]]
    WHEN version:ObligationVersion THEN [['obligation', v.id]]
    WHEN version:Rate OR version:Source THEN [['everybody', '']]
    ELSE [['subject', v.subject_id], ['subject', v.payer_id], ['subject', v.payee_id], ['obligation', v.obligation_id]]
  END AS named
WITH version, named
WHERE named[1] IS NOT NULL
RETURN DISTINCT named[0] AS sort, named[1] AS id, labels(version) AS labels

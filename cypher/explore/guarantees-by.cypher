// From each guarantor, found by the unique index on Subject.id, along GUARANTEES in its direction. Gives, in one row,
// the first guarantees that have not ended, in order, and how many there are in all.
MATCH (guarantor:Subject)
WHERE guarantor.id IN $ids
MATCH (guarantor)-[version:GUARANTEES]->(debtor)
WITH guarantor, debtor, properties(version) AS v
WHERE v.recorded_at < $as_of AND v.batch <= $batch
  AND (v.superseded_at IS NULL OR v.superseded_at >= $as_of OR v.superseded_batch > $batch)
  AND v.since < $as_of AND (v.until IS NULL OR v.until >= $as_of)
  AND (v.obligation_id IS NULL OR EXISTS {
    MATCH (:Obligation {id: v.obligation_id})<-[:DESCRIBES]-(o)
    WHERE o.recorded_at < $as_of AND o.batch <= $batch AND o.opened_at < $as_of
      AND (o.superseded_at IS NULL OR o.superseded_at >= $as_of OR o.superseded_batch > $batch)
  })
  AND EXISTS {
    MATCH (debtor)<-[:DESCRIBES]-(d)
    WHERE d.recorded_at < $as_of AND d.batch <= $batch AND coalesce(d.registered_at, d.since) < $as_of
      AND (d.superseded_at IS NULL OR d.superseded_at >= $as_of OR d.superseded_batch > $batch)
  }
WITH guarantor, debtor, v
ORDER BY guarantor.id, debtor.id, v.since
WITH collect({
    guarantor_id: guarantor.id, debtor_id: debtor.id, since: v.since, obligation_id: v.obligation_id,
    amount_minor: v.amount_minor
  }) AS found
RETURN found[..$limit] AS rows, size(found) AS total

// Repeats the version in force on obligations, with OWES from the debtor, for people who browse; without one the copies
// go. The unique indexes on Obligation.id and Subject.id carry it.
UNWIND $ids AS id
MATCH (o:Obligation {id: id})
USING INDEX o:Obligation(id)
OPTIONAL MATCH (o)<-[:DESCRIBES]-(v:ObligationVersion) WHERE v.superseded_at IS NULL
SET o.debtor_id = v.debtor_id, o.creditor_id = v.creditor_id, o.kind = v.kind, o.currency = v.currency,
  o.principal_minor = v.principal_minor, o.opened_at = v.opened_at, o.settled_at = v.settled_at,
  o.defaulted_at = v.defaulted_at, o.written_off_at = v.written_off_at, o.source = v.source,
  o.described_batch = coalesce($batch, v.batch)
WITH DISTINCT o
OPTIONAL MATCH (o)<-[old:OWES]-()
DELETE old
WITH DISTINCT o
MATCH (debtor:Subject {id: o.debtor_id})
USING INDEX debtor:Subject(id)
MERGE (debtor)-[:OWES]->(o)

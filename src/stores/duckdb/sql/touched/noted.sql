-- Reads all facts about subjects. Makes the table of those whom two cuts see differently: who changed, whom a fact names
-- that did, who owes an obligation noted and both ends of the guarantees for it, whoever paid a merchant of another
-- category, all that the owners of one of another owner own, and whoever shares a fact with a half seen subject.
CREATE TEMP TABLE noted AS
SELECT number FROM changed WHERE NOT is_obligation
UNION
SELECT number FROM resighted
UNION
{{each_named}}
UNION
SELECT debtor_id FROM ({{either_of:obligations:noted_debt}})
UNION
SELECT unnest([guarantor_id, debtor_id]) FROM ({{either:guarantees}}) WHERE {{is_noted_obligation:obligation_id}}
UNION
SELECT payer_id FROM ({{either:transactions}}) WHERE {{is_recategorised:payee_id}}
UNION
SELECT number FROM registry
WHERE id IN (
  SELECT id FROM ({{either:merchants}})
  WHERE owner_id IN (
    SELECT owner_before FROM altered_merchant WHERE is_reowned
    UNION ALL
    SELECT owner_after FROM altered_merchant WHERE is_reowned
    UNION ALL
    SELECT number FROM half_seen
  )
)
UNION
{{each_shared}}

-- Reads obligations and what differs of what is said of them. Makes the table of those that two cuts see differently, of
-- which they see a fact differently, that a half seen subject owes, or for which it guarantees or is guaranteed for.
CREATE TEMP TABLE noted_obligation AS
SELECT number FROM changed WHERE is_obligation
UNION
SELECT obligation_id FROM differing_dues
UNION
SELECT obligation_id FROM differing_payments
UNION
SELECT obligation_id FROM differing_balances
UNION
SELECT obligation_id FROM differing_guarantees WHERE obligation_id IS NOT NULL
UNION
SELECT number FROM registry
WHERE id IN (SELECT id FROM ({{either:obligations}}) WHERE {{is_half_seen:debtor_id}})
UNION
SELECT obligation_id FROM ({{either:guarantees}})
WHERE obligation_id IS NOT NULL AND {{is_half_seen:guarantor_id}}
UNION
SELECT obligation_id FROM ({{either:guarantees}})
WHERE obligation_id IS NOT NULL AND {{is_half_seen:debtor_id}}

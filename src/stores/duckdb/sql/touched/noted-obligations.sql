-- Reads obligations and what is said of them. Makes the table of those that two cuts see differently, of which they see a
-- fact differently, that a half seen subject owes, or for which it guarantees or is guaranteed for.
CREATE TEMP TABLE noted_obligation AS
SELECT number FROM changed WHERE is_obligation
UNION
SELECT obligation_id FROM ({{differing:dues}})
UNION
SELECT obligation_id FROM ({{differing:payments}})
UNION
SELECT obligation_id FROM ({{differing:balances}})
UNION
SELECT obligation_id FROM ({{differing:guarantees}}) WHERE obligation_id IS NOT NULL
UNION
SELECT number FROM registry
WHERE id IN (SELECT id FROM ({{either:obligations}}) WHERE debtor_id IN (SELECT number FROM half_seen))
UNION
SELECT obligation_id FROM ({{either:guarantees}})
WHERE obligation_id IS NOT NULL AND guarantor_id IN (SELECT number FROM half_seen)
UNION
SELECT obligation_id FROM ({{either:guarantees}})
WHERE obligation_id IS NOT NULL AND debtor_id IN (SELECT number FROM half_seen)

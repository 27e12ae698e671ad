-- Reads guarantees that have not ended, from guarantor to debtor. One for an obligation that the cut does not
-- see is left out, or it would read as one for all of them.
SELECT g.subject AS source, d.subject AS target, o.obligation, v.amount_minor AS amount
FROM visible_guarantees($as_of, $batch) v
JOIN subject g ON g.number = v.guarantor_id
JOIN subject d ON d.number = v.debtor_id
LEFT JOIN obligation o ON o.number = v.obligation_id
WHERE v.until IS NULL AND (v.obligation_id IS NULL OR o.obligation IS NOT NULL)

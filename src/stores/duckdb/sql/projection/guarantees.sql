-- Reads guarantees that have not ended, from guarantor to debtor, and how far the source of each is to be believed.
-- One for an obligation that the cut does not see is left out, or it would read as one for all of them.
SELECT g.subject AS source, d.subject AS target, o.obligation, v.amount_minor AS amount,
  coalesce(r.reliability, 1000000) AS reliability
FROM visible_guarantees($as_of, $batch) v
JOIN subject g ON g.number = v.guarantor_id
JOIN subject d ON d.number = v.debtor_id
LEFT JOIN obligation o ON o.number = v.obligation_id
LEFT JOIN source_reliability r ON r.id = v.source
WHERE v.until IS NULL AND (v.obligation_id IS NULL OR o.obligation IS NOT NULL)

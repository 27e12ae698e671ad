-- Reads dues of the obligations that the cut sees, those that are still to come included, and how far the source of
-- each is to be believed. What is not believed at all calls for nothing, and takes no payment from what others call for.
SELECT o.obligation, d.seq, epoch_ms(d.due_at) AS due_at, d.amount_minor AS amount, coalesce(r.reliability, 1000000) AS reliability
FROM visible_dues($as_of, $batch) d
JOIN obligation o ON o.number = d.obligation_id
LEFT JOIN source_reliability r ON r.id = d.source
WHERE r.reliability IS DISTINCT FROM 0

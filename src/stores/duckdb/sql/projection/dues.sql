-- Reads dues of the obligations that the cut sees, those that are still to come included.
SELECT o.obligation, epoch_ms(d.due_at) AS due_at, d.amount_minor AS amount
FROM visible_dues($as_of, $batch) d
JOIN obligation o ON o.number = d.obligation_id

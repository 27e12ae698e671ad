-- Reads ties that were accepted and have not ended. Gives the strongest of each pair, whoever asked.
SELECT least(a.subject, b.subject) AS source, greatest(a.subject, b.subject) AS target,
  max(t.strength) AS strength
FROM visible_ties($as_of, $batch) t
JOIN subject a ON a.number = t.from_id
JOIN subject b ON b.number = t.to_id
WHERE t.accepted_at IS NOT NULL AND t.until IS NULL
GROUP BY ALL

-- Reads ties that were accepted and have not ended, and how far their sources are to be believed. Gives the strongest of
-- each pair, whoever asked, each weighed by its source; what is not believed at all is left out.
SELECT least(a.subject, b.subject) AS source, greatest(a.subject, b.subject) AS target,
  max((t.strength * coalesce(s.reliability, 1000000) + 500000) // 1000000) AS strength
FROM visible_ties($as_of, $batch) t
JOIN subject a ON a.number = t.from_id
JOIN subject b ON b.number = t.to_id
LEFT JOIN source_reliability s ON s.id = t.source
WHERE t.accepted_at IS NOT NULL AND t.until IS NULL AND s.reliability IS DISTINCT FROM 0
GROUP BY ALL

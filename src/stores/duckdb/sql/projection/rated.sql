-- Reads ratings, and how far their sources are to be believed. Gives how many one subject gave another, the sum of
-- their sources' reliabilities, and that of their values weighed by these, each rounded half away from 0; what is not
-- believed at all is left out.
SELECT rater.subject AS source, rated.subject AS target, count(*) AS ratings,
  sum(coalesce(s.reliability, 1000000)) AS weight,
  sum(sign(r.value) * ((abs(r.value) * coalesce(s.reliability, 1000000) + 500000) // 1000000)) AS value_sum
FROM visible_ratings($as_of, $batch) r
JOIN subject rater ON rater.number = r.from_id
JOIN subject rated ON rated.number = r.to_id
LEFT JOIN source_reliability s ON s.id = r.source
WHERE s.reliability IS DISTINCT FROM 0
GROUP BY rater.subject, rated.subject

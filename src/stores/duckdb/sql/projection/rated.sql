-- Reads ratings. Gives how many one subject gave another, and their sum in parts per million.
SELECT rater.subject AS source, rated.subject AS target, count(*) AS ratings, sum(r.value) AS value_sum
FROM visible_ratings($as_of, $batch) r
JOIN subject rater ON rater.number = r.from_id
JOIN subject rated ON rated.number = r.to_id
GROUP BY rater.subject, rated.subject

-- Reads the ids that nobody declared. Gives how many there are.
SELECT count(DISTINCT id) AS made FROM missing

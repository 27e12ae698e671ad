-- Reads the registry. Gives the ids asked for with their numbers.
SELECT id, number FROM registry WHERE id IN (SELECT unnest($ids))

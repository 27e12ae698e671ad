-- Reads the registry. Gives the greatest number in it.
SELECT coalesce(max(number), 0) AS most FROM registry

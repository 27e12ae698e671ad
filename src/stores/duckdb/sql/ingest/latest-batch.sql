-- Reads the batches. Gives the number of the latest, 0 before the first.
SELECT coalesce(max(batch), 0) AS batch FROM batches

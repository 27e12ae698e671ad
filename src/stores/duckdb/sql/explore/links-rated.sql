-- Reads ratings. Gives each under who rated whom.
SELECT from_id AS source, to_id AS target, value FROM visible_ratings($as_of, $batch)

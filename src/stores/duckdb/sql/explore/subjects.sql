-- Reads users, merchants and groups. Gives those of some ids that the cut sees.
SELECT id, kind, display_name FROM ({{seen}}) WHERE id IN (SELECT unnest($ids))

-- Reads users, merchants and groups. Gives those that the cut sees.
SELECT id, 'user' AS kind, display_name FROM visible_users($as_of, $batch)
UNION ALL
SELECT id, 'merchant', display_name FROM visible_merchants($as_of, $batch)
UNION ALL
SELECT id, 'group', display_name FROM visible_groups($as_of, $batch)

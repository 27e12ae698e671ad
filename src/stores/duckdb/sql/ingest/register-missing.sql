-- Reads the ids that nobody declared. Notes them as users, so that other facts cannot take them.
INSERT INTO registry
SELECT DISTINCT m.id, 'user'
FROM missing m
ANTI JOIN registry r ON r.id = m.id

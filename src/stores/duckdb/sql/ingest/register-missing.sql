-- Reads the ids that nobody declared. Notes them as users, so that other facts cannot take them.
UPDATE registry SET kind = 'user' WHERE kind IS NULL AND id IN (SELECT id FROM missing)

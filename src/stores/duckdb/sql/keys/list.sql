-- Reads the API keys. Gives all of them, the oldest first.
SELECT * FROM api_keys ORDER BY created_at, id

-- Reads the API keys. Removes the one of this id.
DELETE FROM api_keys WHERE id = $id

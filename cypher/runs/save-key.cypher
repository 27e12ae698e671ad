// Writes an API key, or replaces the one of the same id. The constraint api_key_id carries it.
MERGE (k:ApiKey {id: $key.id})
SET k = $key

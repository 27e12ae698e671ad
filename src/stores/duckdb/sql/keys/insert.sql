-- Reads nothing. Notes an API key; scopes is a JSON array.
INSERT INTO api_keys VALUES ($id, $hash, $client, $scopes, $created_at, $revoked_at)

// Reads the API keys, the oldest first. Reads all nodes of the label ApiKey.
MATCH (k:ApiKey)
RETURN k.id AS id, k.hash AS hash, k.client AS client, k.scopes AS scopes, k.created_at AS created_at,
  k.revoked_at AS revoked_at
ORDER BY k.created_at, k.id

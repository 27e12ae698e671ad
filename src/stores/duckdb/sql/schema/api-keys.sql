-- Reads nothing. Makes the table of API keys, which holds no key: only the hash of each.
CREATE TABLE api_keys (
  id VARCHAR NOT NULL,
  hash VARCHAR NOT NULL,
  client VARCHAR NOT NULL,
  scopes VARCHAR NOT NULL,
  created_at TIMESTAMP NOT NULL,
  revoked_at TIMESTAMP
)

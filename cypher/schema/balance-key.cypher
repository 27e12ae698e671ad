// Finds the versions of a balance.
CREATE INDEX balance_key IF NOT EXISTS FOR (n:Balance) ON (n.obligation_id, n.occurred_at)

// Finds the versions of a rate.
CREATE INDEX rate_key IF NOT EXISTS FOR (n:Rate) ON (n.currency, n.occurred_at)

// Merchants by who owns them, for owners that are declared later.
CREATE INDEX merchant_owner IF NOT EXISTS FOR (n:Merchant) ON (n.owner_id)

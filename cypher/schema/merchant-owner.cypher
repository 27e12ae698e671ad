// Merchants by who owns them, for owners that are declared later.
CREATE INDEX merchant_owner IF NOT EXISTS FOR (m:Merchant) ON (m.owner_id)

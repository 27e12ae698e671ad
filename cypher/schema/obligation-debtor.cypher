// Finds the versions of obligations by who owes.
CREATE INDEX obligation_debtor IF NOT EXISTS FOR (n:ObligationVersion) ON (n.debtor_id)

// Finds the versions of a payment.
CREATE INDEX payment_id IF NOT EXISTS FOR (n:Payment) ON (n.id)

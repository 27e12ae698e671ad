-- Reads nothing. Notes a batch, which makes it the latest once the transaction is committed.
INSERT INTO batches VALUES ($batch)

-- Reads nothing. Makes the table of imports that were committed.
CREATE TABLE batches (batch INTEGER NOT NULL)

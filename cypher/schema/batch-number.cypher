// Finds an import by its number.
CREATE CONSTRAINT batch_number IF NOT EXISTS FOR (n:Batch) REQUIRE n.batch IS UNIQUE

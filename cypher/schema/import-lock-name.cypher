// Lets one import at a time go on: whoever holds the lock named so.
CREATE CONSTRAINT import_lock_name IF NOT EXISTS FOR (n:ImportLock) REQUIRE n.name IS UNIQUE

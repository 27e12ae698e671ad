// Lets one import at a time go on: whoever holds the lock named so.
CREATE CONSTRAINT import_lock_name IF NOT EXISTS FOR (l:ImportLock) REQUIRE l.name IS UNIQUE

-- Reads nothing. Makes the table of every id ever held that something may refer to, and what it is:
-- user, merchant, group or obligation.
CREATE TABLE registry (id VARCHAR NOT NULL, kind VARCHAR NOT NULL)

-- Reads nothing. Makes the table of every id that something may refer to, the number that facts refer to it by, and
-- what it is: user, merchant, group or obligation, or NULL while nothing of that id is held.
CREATE TABLE registry (id VARCHAR NOT NULL USING COMPRESSION uncompressed, number INTEGER NOT NULL, kind VARCHAR)

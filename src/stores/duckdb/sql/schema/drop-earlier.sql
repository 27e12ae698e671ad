-- Reads nothing. Drops the table of an earlier layout.
DROP TABLE earlier

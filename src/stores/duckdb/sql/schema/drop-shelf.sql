-- Reads nothing. Drops a table of scores of which all that is kept was copied.
DROP TABLE {{shelf}}

-- Reads nothing. Drops the transactions once all is made of them, which gives their room back.
DROP TABLE dealing

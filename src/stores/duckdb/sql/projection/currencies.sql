-- Reads transactions. Makes a type of their currencies, so that grouping by one compares numbers.
CREATE TEMP TYPE dealing_currency AS ENUM (SELECT DISTINCT currency FROM transactions)

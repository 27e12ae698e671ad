-- Reads transactions and obligations. Makes a type of their currencies, so that grouping by one compares numbers and none
-- is handed over as a text of its own.
CREATE TEMP TYPE known_currency AS ENUM (SELECT currency FROM transactions UNION SELECT currency FROM obligations)

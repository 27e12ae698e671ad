-- Reads one table of scores. Gives it, with its number.
SELECT *, {{number}} AS shelf FROM {{shelf}}

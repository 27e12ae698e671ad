-- Reads a table of numbers. Gives one more of them than are looked for one by one.
SELECT number FROM {{name}} LIMIT {{most_listed}} + 1

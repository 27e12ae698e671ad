-- Reads nothing. Gives back what a table held that has been written.
DROP TABLE {{table}}

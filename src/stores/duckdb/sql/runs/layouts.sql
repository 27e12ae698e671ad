-- Reads the layouts. Gives all of them.
SELECT layout, factors FROM layouts ORDER BY layout

-- Reads the score layouts. Gives them all.
SELECT layout, factors FROM layouts

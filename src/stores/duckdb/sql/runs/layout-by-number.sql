-- Reads the layouts. Gives the factors of one.
SELECT factors FROM layouts WHERE layout = $layout

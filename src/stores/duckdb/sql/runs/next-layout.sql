-- Reads the layouts. Notes a new one and gives its number.
INSERT INTO layouts SELECT coalesce(max(layout), 0) + 1, $factors FROM layouts RETURNING layout

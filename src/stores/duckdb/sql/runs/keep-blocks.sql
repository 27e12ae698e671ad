-- Reads a table of scores. Copies the blocks of other runs than one.
INSERT INTO kept_blocks FROM {{shelf}} WHERE run <> CAST($run AS INTEGER)

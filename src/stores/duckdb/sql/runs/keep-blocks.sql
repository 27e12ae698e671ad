-- Reads the table of scores that was set aside. Keeps those of other runs.
INSERT INTO {{shelf}} FROM earlier WHERE run <> CAST($run AS INTEGER)

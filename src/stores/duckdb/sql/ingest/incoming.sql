-- Reads the offered rows and the registry. Gives the rows with their references by number; NULL where the registry
-- has none, which is so of rejected rows alone.
CREATE OR REPLACE TEMP MACRO incoming(paths, known_at) AS TABLE
SELECT {{numbers:o}} FROM offered(paths, known_at) o {{numbering:o}}

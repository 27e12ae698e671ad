-- Reads a table of numbers. Marks them in a string of bits, one for each number of the registry: a scan that looks a bit
-- up reads the other columns only where it is set, which one that joins does not.
SET VARIABLE {{name}} = (SELECT bitstring_agg(number, 0, {{most}}) FROM {{name}})

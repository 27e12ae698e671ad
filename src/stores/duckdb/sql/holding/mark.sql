-- Reads a table of numbers. Marks them in a string of bits, one for each number of the registry.
SET VARIABLE {{name}} = (SELECT bitstring_agg(number, 0, {{most}}) FROM {{name}})

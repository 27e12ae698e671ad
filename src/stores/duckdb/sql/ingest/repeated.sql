-- Reads the keys of the incoming rows. Gives the hashes of keys that come more than once; two keys with one
-- hash may slip in, so what is decided about them later compares keys.
CREATE OR REPLACE TEMP TABLE repeated AS
SELECT hash({{key:i}}) AS h
FROM {{keyed}}($paths, $known_at) i
GROUP BY ALL
HAVING count(*) > 1

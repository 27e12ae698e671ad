-- Reads the keys of the incoming rows and of the versions held. Gives the hashes that both have.
CREATE OR REPLACE TEMP TABLE held AS
SELECT DISTINCT hash({{key:t}}) AS h
FROM {{table}} t
WHERE hash({{key:t}}) IN (SELECT hash({{key:i}}) FROM {{keyed}}($paths, $known_at) i)

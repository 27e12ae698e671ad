-- Reads the registry. Gives the ids of the subjects noted, in code point order.
SELECT id FROM registry WHERE number IN (SELECT number FROM noted) ORDER BY id

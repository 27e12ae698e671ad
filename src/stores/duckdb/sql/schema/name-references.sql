-- Reads a fact table that refers by id. Numbers the ids of one reference that the registry does not know.
INSERT INTO registry
SELECT named.id, (SELECT coalesce(max(number), -1) FROM registry) + row_number() OVER (), NULL
FROM (SELECT DISTINCT {{column}} AS id FROM earlier WHERE {{column}} IS NOT NULL) named
ANTI JOIN registry r ON r.id = named.id

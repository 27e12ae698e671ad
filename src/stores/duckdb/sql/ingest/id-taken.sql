-- Reads the offered rows and the registry. Turns away rows whose id is something else already.
INSERT INTO rejected
SELECT i.file, i.record, 'id_taken', 'id', 'an id that no user, merchant, group or obligation has', i.id
FROM offered($paths, $known_at) i
JOIN registry r ON r.id = i.id
WHERE NOT i.retracted AND r.kind <> $kind

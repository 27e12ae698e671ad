-- Reads the incoming rows. Adds those that nothing speaks against: keys that come once and are not held.
INSERT INTO {{table}} BY NAME
SELECT {{columns:i}}, {{made:i}} i.recorded_at, $batch AS batch
FROM incoming($paths, $known_at) i
ANTI JOIN repeated r ON r.h = hash({{key:i}})
ANTI JOIN held s ON s.h = hash({{key:i}})
ANTI JOIN rejected x ON x.file = i.file AND x.record = i.record
WHERE NOT i.retracted

-- Reads the offered rows and the registry. Turns away rows with a reference to what nobody declared, or to
-- something of a kind it may not name. With $make_missing an unknown id is let through: a user will be made.
INSERT INTO rejected
SELECT i.file, i.record, 'unknown_reference', $column, $expected, i.{{column}}
FROM offered($paths, $known_at) i
LEFT JOIN registry r ON r.id = i.{{column}}
ANTI JOIN rejected x ON x.file = i.file AND x.record = i.record
WHERE NOT i.retracted
  AND i.{{column}} IS NOT NULL
  AND CASE WHEN r.kind IS NULL THEN NOT $make_missing ELSE NOT list_contains($allowed, r.kind) END

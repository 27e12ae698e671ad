-- Reads the offered rows and the registry. Numbers the ids of one reference that it does not know: those of retractions,
-- whose facts may be unknown too, and with $make_missing or within the kind those of all rows let through.
INSERT INTO registry
SELECT named.id, (SELECT coalesce(max(number), -1) FROM registry) + row_number() OVER (), NULL
FROM (
  SELECT DISTINCT i.{{column}} AS id
  FROM offered($paths, $known_at) i
  ANTI JOIN rejected x ON x.file = i.file AND x.record = i.record
  WHERE i.{{column}} IS NOT NULL AND (i.retracted OR $name_all)
) named
ANTI JOIN registry r ON r.id = named.id

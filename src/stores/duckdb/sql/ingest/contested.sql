-- Reads the incoming rows. Keeps those that must be weighed against versions held or against each other:
-- keys that come twice or are held, and retractions. Few of many rows, so where keys name nothing these few alone are
-- looked up in the registry.
CREATE OR REPLACE TEMP TABLE contested AS
SELECT {{late_numbers:c}}
FROM (
  SELECT i.*
  FROM {{keyed}}($paths, $known_at) i
  ANTI JOIN settled s ON s.file = i.file AND s.record = i.record
  ANTI JOIN rejected x ON x.file = i.file AND x.record = i.record
  WHERE i.retracted
    OR hash({{key:i}}) IN (SELECT h FROM repeated)
    OR hash({{key:i}}) IN (SELECT h FROM held)
) c
{{late_numbering:c}}

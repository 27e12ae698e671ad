-- Reads the incoming rows. Keeps those that must be weighed against versions held or against each other:
-- keys that come twice or are held, and retractions.
CREATE OR REPLACE TEMP TABLE contested AS
SELECT i.*
FROM incoming($paths, $known_at) i
ANTI JOIN settled s ON s.file = i.file AND s.record = i.record
ANTI JOIN rejected x ON x.file = i.file AND x.record = i.record
WHERE i.retracted
  OR hash({{key:i}}) IN (SELECT h FROM repeated)
  OR hash({{key:i}}) IN (SELECT h FROM held)

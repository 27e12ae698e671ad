-- Reads the versions of this batch. Notes the ids that are new.
INSERT INTO registry
SELECT DISTINCT t.id, $kind
FROM {{table}} t
ANTI JOIN registry r ON r.id = t.id
WHERE t.batch = $batch

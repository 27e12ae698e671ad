-- Reads the versions of this batch. Notes and numbers the ids that are new.
INSERT INTO registry
SELECT declared.id, (SELECT coalesce(max(number), -1) FROM registry) + row_number() OVER (), $kind
FROM (SELECT DISTINCT id FROM {{table}} WHERE batch = $batch) declared
ANTI JOIN registry r ON r.id = declared.id

-- Reads one fact table. Gives the versions that a cut sees; later instants read as NULL.
CREATE TEMP MACRO visible_{{name}}(cut_at, cut_batch) AS TABLE
SELECT {{masked}}
FROM {{table}}
WHERE {{seen:cut_at:cut_batch}}

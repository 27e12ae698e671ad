-- Reads one fact table. Gives the versions that a cut sees: recorded before its instant and by its batch, not
-- superseded by then, happened before its instant; later instants read as NULL.
CREATE TEMP MACRO visible_{{name}}(cut_at, cut_batch) AS TABLE
SELECT {{masked}}
FROM {{table}}
WHERE recorded_at < cut_at
  AND batch <= cut_batch
  AND (superseded_at IS NULL OR superseded_at >= cut_at OR superseded_batch > cut_batch)
  AND {{happened}}

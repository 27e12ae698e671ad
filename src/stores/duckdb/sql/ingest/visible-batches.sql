-- Reads the versions of one kind. Gives the batches after one that began or ended one that had happened and was known
-- before an instant.
SELECT batch FROM {{table}} WHERE batch > $after AND recorded_at < $cut_at AND {{happened}}
UNION ALL
SELECT superseded_batch FROM {{table}}
WHERE superseded_batch > $after AND superseded_at < $cut_at AND {{happened}}

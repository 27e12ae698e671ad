-- Reads the versions of one kind. Gives the latest batch that began or ended one that had happened and was known
-- before an instant.
SELECT coalesce(greatest(
  max(batch) FILTER (recorded_at < cut_at),
  max(superseded_batch) FILTER (superseded_at < cut_at)
), 0) AS batch
FROM (SELECT *, $cut_at::TIMESTAMP AS cut_at FROM {{table}})
WHERE {{happened}}

-- Reads the offered rows and what became of them. Gives the counts of each file that has rows.
WITH total AS (
  SELECT file, count(*) AS n FROM offered($paths, $known_at) GROUP BY file
),
weighed AS (
  SELECT file, count(*) AS n,
    count(*) FILTER (verdict = 'created') AS created,
    count(*) FILTER (verdict = 'updated') AS updated,
    count(*) FILTER (verdict = 'unchanged') AS unchanged,
    count(*) FILTER (verdict = 'retracted') AS retracted
  FROM decided GROUP BY file
),
known AS (
  SELECT file, count(*) AS n FROM settled GROUP BY file
),
refused AS (
  SELECT file, count(*) AS n, count(*) FILTER (reason IN ('id_taken', 'unknown_reference')) AS outright
  FROM rejected GROUP BY file
)
SELECT t.file AS file,
  t.n - coalesce(w.n, 0) - coalesce(k.n, 0) - coalesce(x.outright, 0) + coalesce(w.created, 0) AS created,
  coalesce(w.updated, 0) AS updated,
  coalesce(w.unchanged, 0) + coalesce(k.n, 0) AS unchanged,
  coalesce(w.retracted, 0) AS retracted,
  coalesce(x.n, 0) AS rejected
FROM total t
LEFT JOIN weighed w ON w.file = t.file
LEFT JOIN known k ON k.file = t.file
LEFT JOIN refused x ON x.file = t.file

-- Reads the contested rows and the versions of their keys. Gives one verdict a row: created, updated,
-- unchanged, retracted, stale_version or conflicting_rows.
--
-- The first row of a key and recorded_at is its candidate; the others agree with it or conflict. Candidates
-- up to the horizon (the instant the latest version held began or was closed at; a made user that gave way began at none) change nothing: they repeat the
-- version that was in force when they were recorded, or the open one, or are stale. Those beyond
-- it form a chain in which each is compared with the one before, and the first with the open version: a row
-- equal to its predecessor leaves the state as the predecessor left it, so comparing neighbours is enough.
CREATE OR REPLACE TEMP TABLE decided AS
WITH horizons AS (
  SELECT {{key:t}}, max(coalesce(t.superseded_at, t.recorded_at)) AS horizon
  FROM {{table}} t
  SEMI JOIN contested c ON {{same_key:t:c}}
  WHERE t.superseded_at IS DISTINCT FROM t.recorded_at
  GROUP BY ALL
),
placed AS (
  SELECT c.*, row_number() OVER (PARTITION BY {{key:c}}, c.recorded_at ORDER BY c.file, c.record) AS place
  FROM contested c
),
candidates AS (
  SELECT p.*, h.horizon
  FROM placed p
  LEFT JOIN horizons h ON {{same_key:p:h}}
  WHERE p.place = 1
),
chain AS (
  SELECT c.*,
    row_number() OVER (PARTITION BY {{key:c}} ORDER BY c.recorded_at) AS step,
    count(*) FILTER (NOT c.retracted) OVER (PARTITION BY {{key:c}} ORDER BY c.recorded_at) AS assertions
  FROM candidates c
  WHERE c.horizon IS NULL OR c.recorded_at > c.horizon
)
SELECT p.file, p.record,
  CASE
    WHEN p.retracted AND f.retracted THEN 'unchanged'
    WHEN p.retracted = f.retracted AND {{same_content:p:f}} THEN 'unchanged'
    ELSE 'conflicting_rows'
  END AS verdict
FROM placed p
JOIN candidates f ON {{same_key:p:f}} AND f.recorded_at = p.recorded_at
WHERE p.place > 1
UNION ALL
SELECT c.file, c.record,
  CASE
    WHEN c.retracted AND current.recorded_at IS NULL THEN 'unchanged'
    WHEN c.retracted AND then_held.recorded_at IS NULL THEN 'unchanged'
    WHEN c.retracted THEN 'stale_version'
    WHEN then_held.recorded_at IS NOT NULL AND {{same_content:c:then_held}} THEN 'unchanged'
    WHEN current.recorded_at IS NOT NULL AND {{same_content:c:current}} THEN 'unchanged'
    ELSE 'stale_version'
  END
FROM candidates c
LEFT JOIN {{table}} current ON {{same_key:c:current}} AND current.superseded_at IS NULL
LEFT JOIN {{table}} then_held ON {{same_key:c:then_held}} AND then_held.recorded_at <= c.recorded_at
  AND (then_held.superseded_at IS NULL OR then_held.superseded_at > c.recorded_at)
WHERE c.recorded_at <= c.horizon
UNION ALL
SELECT c.file, c.record,
  CASE
    WHEN c.retracted AND coalesce(before.retracted, current.recorded_at IS NULL) THEN 'unchanged'
    WHEN c.retracted THEN 'retracted'
    WHEN NOT before.retracted AND {{same_content:c:before}} THEN 'unchanged'
    WHEN current.recorded_at IS NOT NULL AND {{same_content:c:current}} THEN 'unchanged'
    WHEN c.horizon IS NULL AND c.assertions = 1 THEN 'created'
    ELSE 'updated'
  END
FROM chain c
LEFT JOIN chain before ON {{same_key:c:before}} AND before.step = c.step - 1
LEFT JOIN {{table}} current ON {{same_key:c:current}} AND current.superseded_at IS NULL AND c.step = 1

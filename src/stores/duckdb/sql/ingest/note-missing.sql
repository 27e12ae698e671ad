-- Reads the versions of this batch and one of their references. Notes the ids that nobody declared: unknown to
-- the registry, or there only because an earlier kind of this import named them.
INSERT INTO missing
SELECT t.{{column}}, min({{event_time:t}}), t.recorded_at
FROM {{table}} t
LEFT JOIN registry r ON r.id = t.{{column}}
WHERE t.batch = $batch
  AND t.{{column}} IS NOT NULL
  AND (r.id IS NULL OR r.id IN (SELECT id FROM missing))
GROUP BY t.{{column}}, t.recorded_at

-- Reads the versions of this batch and one of their references. Notes the ids that nobody declared: of nothing that is
-- held, or of a user only because an earlier kind of this import named them.
INSERT INTO missing
SELECT r.id, min({{event_time:t}}), t.recorded_at
FROM {{table}} t
JOIN registry r ON r.number = t.{{column}}
WHERE t.batch = $batch AND (r.kind IS NULL OR r.id IN (SELECT id FROM missing))
GROUP BY r.id, t.recorded_at

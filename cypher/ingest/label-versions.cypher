// Labels versions that are nodes, found by their own ids, and says when those happen that were known before.
UNWIND $ids AS element
MATCH (v) WHERE elementId(v) = element
WITH v, coalesce(v.registered_at, v.since, v.opened_at, v.observed_at, v.occurred_at) AS event
SET v:Version, v.happens_at = CASE WHEN event > v.recorded_at THEN event END

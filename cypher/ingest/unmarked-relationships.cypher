// Gives the versions that are relationships, were known before they happen and do not say so, as an earlier release left
// them. Looks through all of them.
MATCH ()-[v:MEMBER_OF|KNOWS|RATED|GUARANTEES|USES]->()
WHERE coalesce(v.since, v.occurred_at) > v.recorded_at AND v.happens_at IS NULL
RETURN elementId(v) AS element

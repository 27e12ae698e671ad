// Says of versions that are relationships, found by their own ids, when they happen.
UNWIND $ids AS element
MATCH ()-[v]->() WHERE elementId(v) = element
SET v.happens_at = coalesce(v.since, v.occurred_at)

// Says of transactions that link two past which instant a cut has them linked by it, found by their own ids.
UNWIND $ids AS element
MATCH (t) WHERE elementId(t) = element
WITH t, CASE WHEN t.recorded_at > t.occurred_at THEN t.recorded_at ELSE t.occurred_at END AS known
SET t.linked_after = CASE WHEN t.status_at > known THEN t.status_at ELSE known END

// Closes versions that are nodes, found by their own ids.
UNWIND $rows AS row
MATCH (v) WHERE elementId(v) = row.element
SET v.superseded_at = row.superseded_at, v.superseded_batch = $batch

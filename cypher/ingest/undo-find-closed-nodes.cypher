// Gives the nodes that a batch closed. The index on Version.superseded_batch carries it.
MATCH (v:Version)
WHERE v.superseded_batch = $batch
RETURN elementId(v) AS element

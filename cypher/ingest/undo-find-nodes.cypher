// Gives the nodes that a batch wrote as versions. The index on Version.batch carries it.
MATCH (v:Version)
WHERE v.batch = $batch
RETURN elementId(v) AS element

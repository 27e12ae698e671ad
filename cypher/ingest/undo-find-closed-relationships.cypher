// Gives the relationships that a batch closed. Looks through all versions, as undo-find-nodes does.
MATCH ()-[v:MEMBER_OF|KNOWS|RATED|GUARANTEES|USES]->()
WHERE v.superseded_batch = $batch
RETURN elementId(v) AS element

// Gives the relationships that a batch wrote as versions. Looks through all versions, as undo-find-nodes does.
MATCH ()-[v:MEMBER_OF|KNOWS|RATED|GUARANTEES|USES]->()
WHERE v.batch = $batch
RETURN elementId(v) AS element

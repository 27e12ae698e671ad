// Gives the anchors that a batch made. Looks through all anchors, as undo-find-nodes does through all versions.
MATCH (a:Subject|Obligation|Identifier)
WHERE a.batch = $batch
RETURN elementId(a) AS element

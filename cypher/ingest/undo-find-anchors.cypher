// Gives the anchors that a batch made. Looks through all anchors.
MATCH (a:Subject|Obligation|Identifier)
WHERE a.batch = $batch
RETURN elementId(a) AS element

// Waits until every index can be used. Touches no node.
CALL db.awaitIndexes($seconds)

// Holds the one lock that an import takes, until the transaction ends. The unique index on ImportLock.name carries it.
MERGE (l:ImportLock {name: 'import'})
SET l.writer = $writer

// Begins the journal of an import, once. The unique index on Batch.batch carries it.
MERGE (b:Batch {batch: $batch})
  ON CREATE SET b += $journal, b.state = 'open'
RETURN b.writer AS writer

// Gives how far an import has come, and whose it is. The unique index on Batch.batch carries it.
MATCH (b:Batch {batch: $batch})
RETURN b.done AS done, b.writer AS writer, b.state AS state

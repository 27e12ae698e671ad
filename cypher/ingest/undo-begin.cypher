// Marks an open import as being undone, so that it is not gone on with. The unique index on Batch.batch carries it.
MATCH (b:Batch {batch: $batch})
SET b.state = 'undoing', b.writer = null

// Makes an interrupted import this writer's, and gives how far it has come. The unique index on Batch.batch carries it.
MATCH (b:Batch {batch: $batch, state: 'open'})
SET b.writer = $writer
RETURN b.recorded AS recorded, b.done AS done, b.made AS made, b.counts AS counts, b.visible_after AS visible_after

// Makes a batch visible, with its last write. The unique index on Batch.batch carries it. Reads all nodes of the
// label Rejections: there are those of open imports alone.
MATCH (b:Batch {batch: $batch, state: 'open', writer: $writer})
SET b.state = 'committed'
REMOVE b.counts, b.writer, b.touched
WITH b
OPTIONAL MATCH (r:Rejections {batch: $batch})
DELETE r
RETURN DISTINCT b.batch AS batch

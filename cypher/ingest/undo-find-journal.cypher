// Gives the journal of a batch, after the rows it turned away. The unique index on Batch.batch carries it.
// Reads all nodes of the label Rejections: there are those of open imports alone.
CALL () {
  MATCH (r:Rejections {batch: $batch})
  RETURN elementId(r) AS element
  UNION ALL
  MATCH (b:Batch {batch: $batch})
  RETURN elementId(b) AS element
}
RETURN element

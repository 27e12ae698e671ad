// Gives the number of the latest committed batch, 0 before the first. Reads the batches.
MATCH (b:Batch {state: 'committed'})
RETURN coalesce(max(b.batch), 0) AS batch

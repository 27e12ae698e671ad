// Gives the import that is open or being undone, if there is one. Reads all the batches.
MATCH (b:Batch) WHERE b.state <> 'committed'
RETURN b.batch AS batch, b.state AS state, b.digest AS digest

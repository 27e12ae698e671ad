// Gives the latest committed batch that began or ended a version that had happened and was known before an instant; each
// batch keeps the first instant past which that is so. Reads the batches.
MATCH (b:Batch {state: 'committed'}) WHERE b.visible_after < $as_of
RETURN coalesce(max(b.batch), 0) AS batch

// Moves the journal of an open import on by one stretch, which is written in the same transaction; changes nothing where
// that has been done, or by another writer. The unique index on Batch.batch carries it.
MATCH (b:Batch {batch: $batch})
SET b.touched = $writer
WITH b WHERE b.state = 'open' AND b.writer = $writer AND b.done = $from
SET b += $journal
RETURN b.done AS done

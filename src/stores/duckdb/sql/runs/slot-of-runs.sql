-- Reads the scores of some runs. Gives the blocks in which a subject of this slot may be.
SELECT run, block FROM score_blocks
WHERE first_slot <= CAST($slot AS UINTEGER) AND last_slot >= CAST($slot AS UINTEGER)
  AND run IN (SELECT unnest(CAST($runs AS INTEGER[])))

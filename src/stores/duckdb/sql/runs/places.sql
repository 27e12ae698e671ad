-- Reads the scores of all runs, or of some, but for the blocks themselves. Gives on which shelves, and from which slots on,
-- those lie in which a subject of this slot may be.
SELECT DISTINCT shelf, first_slot
FROM score_blocks
WHERE first_slot <= CAST($slot AS UINTEGER) AND last_slot >= CAST($slot AS UINTEGER)
  AND ($runs IS NULL OR list_contains(CAST($runs AS INTEGER[]), run))

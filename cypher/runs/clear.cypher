// Clears away the blocks of a saving, and only then the note of it. The constraints score_block and run_save carry it.
MATCH (s:RunSave {save: $save})
OPTIONAL MATCH (b:ScoreBlock {save: s.save})
WHERE b.block >= 0
WITH s, b LIMIT $limit
DELETE b
WITH s, count(b) AS cleared
FOREACH (done IN CASE WHEN cleared < $limit THEN [s] ELSE [] END | DELETE done)
RETURN cleared

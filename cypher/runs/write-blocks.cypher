// Writes some blocks of scores of a saving that is under way; gives nothing where somebody cleared that saving away.
// The constraints run_save and score_block carry it.
MATCH (s:RunSave {save: $save})
SET s.touched_at = timestamp()
WITH s
UNWIND $blocks AS block
MERGE (b:ScoreBlock {save: s.save, block: block.block})
SET b.ids = block.ids, b.numbers = block.numbers
RETURN count(b) AS written

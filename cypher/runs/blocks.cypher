// Reads the blocks of scores that one saving wrote. The constraint score_block carries it.
MATCH (b:ScoreBlock {save: $save})
WHERE b.block >= 0
RETURN b.ids AS ids, b.positions AS positions, b.columns AS columns

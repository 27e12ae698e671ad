// Reads all blocks of scores of one saving. The constraint score_block carries it.
MATCH (b:ScoreBlock {save: $save})
RETURN b.ids AS ids, b.positions AS positions, b.columns AS columns

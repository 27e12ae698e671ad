// Reads single blocks of scores, each by its saving and number. The constraint score_block carries it.
UNWIND $wanted AS wanted
MATCH (b:ScoreBlock {save: wanted.save, block: wanted.block})
RETURN b.save AS save, b.ids AS ids, b.positions AS positions, b.columns AS columns

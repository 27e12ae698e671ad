// Reads the blocks of scores that some savings wrote. The constraint score_block carries it.
UNWIND $saves AS save
MATCH (b:ScoreBlock {save: save})
WHERE b.block >= 0
RETURN save, b.ids AS ids, b.numbers AS numbers, b.positions AS positions, b.columns AS columns

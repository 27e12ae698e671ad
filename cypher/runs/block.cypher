// Reads single blocks of scores, each by its saving and number, for one subject: what is in a block that does not hold it
// stays here. The constraint score_block carries it.
UNWIND $wanted AS wanted
MATCH (b:ScoreBlock {save: wanted.save, block: wanted.block})
WITH b, $subject_id IN b.ids AS holds
RETURN b.save AS save, CASE WHEN holds THEN b.ids END AS ids, CASE WHEN holds THEN b.numbers END AS numbers,
  CASE WHEN holds THEN b.positions END AS positions, CASE WHEN holds THEN b.columns END AS columns

// Finds one block of the scores that one saving of a run wrote.
CREATE CONSTRAINT score_block IF NOT EXISTS FOR (n:ScoreBlock) REQUIRE (n.save, n.block) IS UNIQUE

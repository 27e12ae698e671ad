-- Reads the scores. Makes one of all the tables of them, with the number of each.
CREATE OR REPLACE VIEW score_blocks AS {{shelves}}

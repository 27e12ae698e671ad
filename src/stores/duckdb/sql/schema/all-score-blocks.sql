-- Reads the scores. Makes one of all the tables of them.
CREATE OR REPLACE VIEW score_blocks AS {{shelves}}

-- Reads nothing. Makes the table of score layouts: runs that measured the same factors in the same order
-- (a JSON array of their ids) share the table scores_<layout>.
CREATE TABLE layouts (layout INTEGER NOT NULL, factors VARCHAR NOT NULL)

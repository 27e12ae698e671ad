-- Reads nothing. Makes a table of scores: a row is a block of some subjects of a run, with those between whose slots
-- theirs lie. A run's blocks are laid down in the order of slots, so that one subject's are found without an index.
CREATE TABLE {{shelf}} (
  run INTEGER NOT NULL,
  first_slot UINTEGER NOT NULL,
  last_slot UINTEGER NOT NULL,
  block BLOB NOT NULL
)

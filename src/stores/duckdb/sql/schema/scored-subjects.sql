-- Reads nothing. Makes the table of the subjects of each run and their positions in it. Rows are laid down by
-- slot, a hash of the subject id, so that looking one up skips all but one stretch of them.
CREATE TABLE scored_subjects (
  run INTEGER NOT NULL,
  slot UINTEGER NOT NULL,
  position UINTEGER NOT NULL,
  subject_id VARCHAR NOT NULL
)

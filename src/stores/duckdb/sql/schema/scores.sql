-- Reads nothing. Makes the table of one score layout: a row is one subject in one run, with a value, its
-- evidence and its bin for each factor. position is the row's place in the run; slot is a hash of the subject
-- id by which a run's rows are laid down, so that looking one up skips all but one stretch of them.
CREATE TABLE {{table}} (
  run INTEGER NOT NULL,
  slot UINTEGER NOT NULL,
  position UINTEGER NOT NULL,
  subject_id VARCHAR NOT NULL,
  kind UTINYINT NOT NULL,
  outcome UTINYINT NOT NULL,
  score USMALLINT NOT NULL,
  confidence USMALLINT NOT NULL
  {{factors}}
)

-- Reads nothing. Makes the table of one score layout: a row is one subject in one run, by its position in the
-- run, with a value, its evidence and its bin for each factor.
CREATE TABLE {{table}} (
  run INTEGER NOT NULL,
  position UINTEGER NOT NULL,
  kind UTINYINT NOT NULL,
  outcome UTINYINT NOT NULL,
  score USMALLINT NOT NULL,
  confidence USMALLINT NOT NULL
  {{factors}}
)

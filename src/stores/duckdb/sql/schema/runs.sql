-- Reads nothing. Makes the table of finished runs; layout says which table of scores has theirs, and
-- base the id of the run that each stands on, where it has rows of those alone whom it changed.
CREATE TABLE runs (
  number INTEGER NOT NULL,
  id VARCHAR NOT NULL,
  as_of TIMESTAMP NOT NULL,
  batch INTEGER NOT NULL,
  scorecard_id VARCHAR NOT NULL,
  scorecard_hash VARCHAR NOT NULL,
  scorecard_json VARCHAR NOT NULL,
  purpose VARCHAR NOT NULL,
  basis VARCHAR NOT NULL,
  reporting_currency VARCHAR NOT NULL,
  subjects BIGINT NOT NULL,
  scored BIGINT NOT NULL,
  finished_at TIMESTAMP NOT NULL,
  layout INTEGER NOT NULL,
  profile_json VARCHAR,
  population_json VARCHAR,
  base VARCHAR,
  touched_json VARCHAR
)

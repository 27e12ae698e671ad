-- Reads nothing. Makes the table of finished runs; base is the id of the run that each stands on, where it has rows of
-- those alone whom it changed, own_rows how many it has, shelf which table of scores has them, and factors theirs in order, as a JSON array of ids.
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
  profile_json VARCHAR,
  population_json VARCHAR,
  base VARCHAR,
  touched_json VARCHAR,
  factors VARCHAR NOT NULL,
  own_rows BIGINT NOT NULL,
  shelf INTEGER NOT NULL
)

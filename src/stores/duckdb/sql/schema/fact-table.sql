-- Reads nothing. Makes the table of one fact kind: a row is one version of one fact, held open until
-- superseded_at, with the batches that brought and closed it.
CREATE TABLE {{table}} (
  {{definitions}},
  recorded_at TIMESTAMP NOT NULL,
  superseded_at TIMESTAMP,
  batch INTEGER NOT NULL,
  superseded_batch INTEGER
)

-- Reads nothing. Makes the list of rows of this kind that are turned away.
CREATE OR REPLACE TEMP TABLE rejected (
  file BIGINT, record BIGINT, reason VARCHAR, column_name VARCHAR, expected VARCHAR, came VARCHAR
)

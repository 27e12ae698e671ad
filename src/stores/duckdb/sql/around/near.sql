-- Reads the registry. Makes the table of the numbers of some ids.
CREATE TEMP TABLE {{name}} AS SELECT number FROM registry WHERE id IN (SELECT unnest($ids))

-- Reads the registry. Puts those named, and what stands in place of the obligations, in its place.
CREATE TEMP TABLE registry AS
SELECT * FROM registry
WHERE number IN (
  SELECT number FROM named
  {{each_obligation}}
)

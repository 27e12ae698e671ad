-- Reads one fact table. Makes the table of whom the versions name that two cuts see differently, with whether each sees
-- them: one alone does, or what came after the fact itself is known to one alone. A filter for each reason skips stretches
-- of rows, which one for all of them together would not.
CREATE TEMP TABLE differing_{{name}} AS
SELECT {{kept}}in_from, in_to
FROM (
  SELECT v.*, ({{seen_from}}) AS in_from, ({{seen_to}}) AS in_to
  FROM (
    SELECT * FROM {{table}} WHERE batch > $from_batch AND batch <= $to_batch
    UNION ALL
    SELECT * FROM {{table}} WHERE superseded_batch > $from_batch AND superseded_batch <= $to_batch
    {{each_instant}}
  ) v
)
WHERE in_from <> in_to OR (in_from AND ({{moved}}))

-- Reads what was put in place of the fact tables, and merchants. Makes the table of the numbers of everybody whom it names,
-- the merchants that one of those near owns, and the owners of all of these, of owners too.
CREATE TEMP TABLE named AS
WITH RECURSIVE owned AS (
  SELECT registry.number, merchants.owner_id
  FROM merchants JOIN registry USING (id)
  WHERE merchants.owner_id IS NOT NULL
),
reached AS (
  SELECT number FROM near
  UNION
  SELECT owned.number FROM owned SEMI JOIN near ON near.number = owned.owner_id
  {{each_name}}
),
followed AS (
  SELECT number FROM reached
  UNION
  SELECT owned.owner_id FROM owned JOIN followed USING (number)
)
SELECT number FROM followed

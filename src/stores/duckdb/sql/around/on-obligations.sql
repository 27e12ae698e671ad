-- Reads one kind of fact about obligations. Puts those about what one of those near owes in its place.
CREATE TEMP TABLE {{table}} AS SELECT {{facts}} FROM {{table}} WHERE {{is_owed:obligation_id}}

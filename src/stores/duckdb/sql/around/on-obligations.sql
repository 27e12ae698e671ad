-- Reads one kind of fact about obligations. Puts those about what one of those near owes in its place.
CREATE TEMP TABLE {{table}} AS SELECT t.* FROM {{table}} t SEMI JOIN owed ON owed.number = t.obligation_id

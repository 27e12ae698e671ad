-- Reads what changed. Makes the table of the subjects that one of two cuts does not see.
CREATE TEMP TABLE half_seen AS
SELECT number FROM changed WHERE NOT is_obligation AND NOT is_seen_by_both

-- Reads a table of scores. Lets a block be found, and read, without those about it.
CREATE INDEX {{shelf}}_first_slot ON {{shelf}} (first_slot)

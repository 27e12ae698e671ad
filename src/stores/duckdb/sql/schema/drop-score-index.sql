-- Reads nothing. Lets go of what the blocks of a table of scores are found by: a table that has it takes no other name.
DROP INDEX {{shelf}}_first_slot

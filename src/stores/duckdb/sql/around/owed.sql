-- Reads obligations. Makes the table of the numbers of those that one of those near owes.
CREATE TEMP TABLE owed AS
SELECT number FROM registry
WHERE id IN (SELECT id FROM obligations WHERE get_bit(getvariable('near'), debtor_id) = 1)

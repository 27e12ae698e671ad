-- Reads what stands in place of the obligations. Makes the table of the numbers of those that one of those near owes.
CREATE TEMP TABLE owed AS
SELECT number FROM registry WHERE id IN (SELECT id FROM obligations WHERE {{is_near:debtor_id}})

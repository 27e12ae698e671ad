-- Reads obligations. Makes the table of all versions of those noted: that a cut sees one takes longer to tell than which
-- they are.
CREATE TEMP TABLE noted_debt AS
SELECT * FROM obligations
WHERE id IN (SELECT id FROM registry WHERE {{is_noted_obligation:number}})

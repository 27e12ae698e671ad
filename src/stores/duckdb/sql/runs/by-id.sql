-- Reads the runs. Gives the one of this id.
SELECT * FROM runs WHERE id = $id

-- Reads the runs. Removes the one of this id.
DELETE FROM runs WHERE id = $id

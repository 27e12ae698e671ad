-- Reads the runs. Gives the one of this id, with the factors of its layout.
SELECT runs.*, layouts.factors FROM runs JOIN layouts USING (layout) WHERE runs.id = $id

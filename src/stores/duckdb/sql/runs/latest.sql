-- Reads the runs. Gives the most recently finished, with the factors of its layout.
SELECT runs.*, layouts.factors
FROM runs JOIN layouts USING (layout)
ORDER BY runs.finished_at DESC, runs.number DESC
LIMIT 1

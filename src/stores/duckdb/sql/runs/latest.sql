-- Reads the runs for one purpose. Gives the one as of the latest instant, with the factors of its layout.
SELECT runs.*, layouts.factors
FROM runs JOIN layouts USING (layout)
WHERE runs.purpose = $purpose
ORDER BY runs.as_of DESC, runs.finished_at DESC, runs.number DESC
LIMIT 1

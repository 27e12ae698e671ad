-- Reads the runs. Gives those of a purpose, or all where it is NULL, the latest asOf first.
SELECT runs.*, layouts.factors
FROM runs JOIN layouts USING (layout)
WHERE $purpose IS NULL OR runs.purpose = $purpose
ORDER BY runs.as_of DESC, runs.finished_at DESC, runs.number DESC

-- Reads the runs of an earlier release. Gives which table has the scores of each, of which factors and how many.
SELECT runs.number, runs.layout, layouts.factors, count(scored.run) AS own_rows
FROM runs JOIN layouts USING (layout) LEFT JOIN scored_subjects scored ON scored.run = runs.number
GROUP BY ALL ORDER BY runs.number

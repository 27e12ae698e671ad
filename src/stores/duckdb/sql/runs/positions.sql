-- Reads the subjects of all runs. Gives the runs that knew one, by layout, with its position in each.
SELECT runs.layout, list(scored.run) AS runs, list(scored.position) AS positions
FROM scored_subjects scored JOIN runs ON runs.number = scored.run
WHERE scored.slot = CAST($slot AS UINTEGER) AND scored.subject_id = $subject_id
GROUP BY runs.layout

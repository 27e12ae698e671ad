-- Reads the scores of one layout and their runs. Gives those of one subject, the oldest cut first.
SELECT {{columns}}, runs.*, $factors AS factors
FROM {{table}} scores JOIN runs ON runs.number = scores.run AND runs.layout = $layout
WHERE scores.slot = $slot AND scores.subject_id = $subject_id
ORDER BY runs.as_of, runs.finished_at, runs.number

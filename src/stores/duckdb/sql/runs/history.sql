-- Reads the scores of one layout and their runs. Gives those at one position in each of some runs.
SELECT {{columns}}, runs.*, layouts.factors
FROM (SELECT unnest(CAST($runs AS INTEGER[])) AS run, unnest(CAST($positions AS UINTEGER[])) AS position) found
JOIN {{table}} scores ON scores.run = found.run AND scores.position = found.position
JOIN runs ON runs.number = found.run
JOIN layouts ON layouts.layout = runs.layout

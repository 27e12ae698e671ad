// Reads a run, and from it along STANDS_ON by which saving the blocks of each run are found that its scores are made of,
// its own first. The constraint run_id carries it.
MATCH path = (run:Run {id: $id})-[:STANDS_ON*0..]->(part)
WITH run, part ORDER BY length(path)
RETURN properties(run) AS run,
  collect({save: part.save, blocks: part.blocks, rows: coalesce(part.rows, part.subjects), factors: part.factors}) AS parts

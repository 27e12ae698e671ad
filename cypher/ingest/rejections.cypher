// Gives the rows that an import turned away so far. Reads all nodes of the label
// Rejections: there are those of open imports alone.
MATCH (r:Rejections {batch: $batch})
RETURN r.file AS file, r.lines AS lines
ORDER BY r.file, r.from

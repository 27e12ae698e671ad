// Gives the rows that an import turned away so far. Reads the rejections of open imports: there are no others.
MATCH (r:Rejections {batch: $batch})
RETURN r.file AS file, r.lines AS lines
ORDER BY r.file, r.from

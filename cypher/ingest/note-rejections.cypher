// Keeps the rows of one stretch that were turned away, as lines of JSON by file, until the import ends.
UNWIND $rows AS row
CREATE (r:Rejections)
SET r = row

-- Reads the rows of one file that were turned away. Writes them as Parquet.
COPY (
  SELECT record, reason, column_name, expected, came FROM rejected WHERE file = $file ORDER BY record
) TO $path (FORMAT parquet)

-- Reads the gathered columns. Writes them as Parquet.
COPY gathered TO $path (FORMAT parquet, COMPRESSION zstd)

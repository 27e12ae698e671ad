-- Reads the gathered columns in the order of their rows. Spells names out and writes all as Parquet.
COPY (SELECT {{columns}} FROM {{table}}) TO $path (FORMAT parquet, COMPRESSION zstd)

-- Reads the gathered columns, in the order of their rows where no other is given. Spells names out and writes all as Parquet.
COPY (SELECT {{columns}} FROM {{table}} {{order}}) TO $path (FORMAT parquet, COMPRESSION zstd)

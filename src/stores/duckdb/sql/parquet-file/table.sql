-- Reads nothing. Makes the table that columns are gathered in before they are written as Parquet.
CREATE TEMP TABLE {{table}} ({{definitions}})

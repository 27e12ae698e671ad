-- Reads a run of an earlier release, which named a layout of scores. Takes it over with what is said of its scores.
INSERT INTO runs BY NAME
SELECT * EXCLUDE (layout), $factors AS factors, CAST($own_rows AS BIGINT) AS own_rows, CAST($shelf AS INTEGER) AS shelf
FROM earlier WHERE number = CAST($number AS INTEGER)

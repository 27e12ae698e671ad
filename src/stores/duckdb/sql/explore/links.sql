-- Reads the links among a frontier. Gives those of all relations asked for.
WITH frontier AS (SELECT unnest($ids) AS id)
{{among}}

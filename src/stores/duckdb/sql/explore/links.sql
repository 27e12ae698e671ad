-- Reads the links among a frontier. Gives those of all relations asked for.
WITH frontier AS ({{frontier}})
{{among}}

-- Reads one fact table. Puts the versions that name one of those near in its place, one scan a column that names.
CREATE TEMP TABLE {{table}} AS {{each_reference}}

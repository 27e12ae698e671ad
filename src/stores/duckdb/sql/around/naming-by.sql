-- Reads one fact table. Gives the versions that name one of those near by some columns.
SELECT {{facts}} FROM {{table}} WHERE {{condition}}

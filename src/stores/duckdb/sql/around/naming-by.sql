-- Reads one fact table. Gives the versions that name one of those near by one column, and by none before it.
SELECT * FROM {{table}} WHERE {{condition}}

-- Reads one fact table. Gives the versions that name one of those near by one column, and by none before it.
SELECT t.* FROM {{table}} t SEMI JOIN near ON near.number = t.{{column}} {{but_earlier}}

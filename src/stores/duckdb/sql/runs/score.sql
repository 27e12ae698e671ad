-- Reads the scores of one layout. Gives the one at a position of a run.
SELECT {{columns}} FROM {{table}} WHERE run = CAST($run AS INTEGER) AND position = CAST($position AS UINTEGER)

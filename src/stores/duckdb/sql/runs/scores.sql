-- Reads the scores of one layout. Gives those of a run in no order; position says where each belongs.
SELECT position, {{dense_columns}} FROM {{table}} WHERE run = CAST($run AS INTEGER)

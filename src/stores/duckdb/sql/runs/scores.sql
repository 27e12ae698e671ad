-- Reads the scores of one layout. Gives those of some runs in no order; position says where each belongs.
SELECT run, position, {{dense_columns}} FROM {{table}} WHERE run IN (SELECT unnest(CAST($runs AS INTEGER[])))

-- Reads the scores of one layout. Gives those of a run in no order; position says where each belongs.
SELECT {{columns}} FROM {{table}} WHERE run = $run

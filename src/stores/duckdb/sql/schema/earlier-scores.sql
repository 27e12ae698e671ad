-- Reads the scores of a run of an earlier release. Gives them in no order; position says where each belongs. There are
-- no columns for what the network did where the release knew of none.
SELECT position, {{columns}} FROM {{table}} WHERE run = CAST($run AS INTEGER)

-- Reads what one fact table is made of. Makes it, with its columns in the types they are handed over in, in place of the one before.
CREATE OR REPLACE TEMP TABLE fact_table AS SELECT {{columns}}{{place}} FROM ({{rows}}) t

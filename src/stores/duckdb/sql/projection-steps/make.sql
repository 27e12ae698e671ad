-- Reads what one fact table is made of. Makes it, in place of the one before.
CREATE OR REPLACE TEMP TABLE fact_table AS {{typed}}

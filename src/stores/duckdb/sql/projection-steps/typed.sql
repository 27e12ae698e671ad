-- Reads what one fact table is made of. Gives its columns in the types they are handed over in.
SELECT {{columns}}{{place}} FROM ({{rows}}) t

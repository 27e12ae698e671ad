-- Reads one fact table. Gives whom it names by one column.
SELECT {{column}} FROM {{table}}

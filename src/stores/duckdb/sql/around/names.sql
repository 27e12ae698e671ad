-- Reads one table. Gives whom it names by one column, and those before.
UNION
SELECT {{column}} FROM {{table}}

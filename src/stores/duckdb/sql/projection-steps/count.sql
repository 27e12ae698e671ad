-- Reads what one fact table is made of. Counts its rows.
SELECT count(*) AS "Count" FROM ({{rows}}) t

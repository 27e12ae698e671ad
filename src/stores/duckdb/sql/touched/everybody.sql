-- Reads sources and rates. Counts those that two cuts see differently.
SELECT count(*) AS differing
FROM (SELECT batch FROM ({{differing:sources}}) UNION ALL SELECT batch FROM ({{differing:rates}}))

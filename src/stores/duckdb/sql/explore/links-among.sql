-- Reads the links of one relation between two of the frontier. Gives one row a pair.
SELECT '{{relation}}' AS relation, source, target, count(*) AS facts, {{weigh}}(value) AS weight
FROM ({{links}})
WHERE source IN (SELECT id FROM frontier) AND target IN (SELECT id FROM frontier)
GROUP BY source, target

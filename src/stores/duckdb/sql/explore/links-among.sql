-- Reads the links of one relation between two of the frontier. Gives one row a pair.
SELECT '{{relation}}' AS relation, one.id AS source, other.id AS target, count(*) AS facts, {{weigh}}(link.value) AS weight
FROM ({{links}}) link
JOIN frontier one ON one.number = link.source
JOIN frontier other ON other.number = link.target
GROUP BY one.id, other.id

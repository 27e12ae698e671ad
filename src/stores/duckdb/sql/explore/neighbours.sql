-- Reads the links at a frontier. Gives who is at their other ends with the number of facts, most first and not of
-- those excepted, and how many there are in all; hubs of the frontier come as rows of their own and expand nothing.
WITH frontier AS ({{frontier}}),
touching AS MATERIALIZED ({{touching}}),
hub AS (SELECT near AS number FROM touching GROUP BY near HAVING count(*) > $most_facts),
reached AS (
  SELECT far AS number, count(*) AS facts
  FROM touching
  WHERE near NOT IN (SELECT number FROM hub)
    AND far NOT IN (SELECT number FROM registry WHERE id IN (SELECT unnest($except)))
  GROUP BY far
),
found AS (
  SELECT seen.id, seen.kind, seen.display_name, reached.facts, count(*) OVER () AS total
  FROM reached
  JOIN registry USING (number)
  JOIN ({{seen}}) seen ON seen.id = registry.id
)
(SELECT *, false AS hub FROM found ORDER BY facts DESC, id LIMIT $limit)
UNION ALL
(SELECT NULL, NULL, NULL, NULL, count(*), false FROM found)
UNION ALL
(SELECT frontier.id, NULL, NULL, NULL, NULL, true FROM hub JOIN frontier USING (number))

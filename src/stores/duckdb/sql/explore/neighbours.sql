-- Reads the links at a frontier. Gives who is at their other ends with the number of facts, most first and not of
-- those excepted, and how many there are in all; hubs of the frontier come as rows of their own and expand nothing.
WITH frontier AS (SELECT unnest($ids) AS id),
touching AS MATERIALIZED ({{touching}}),
hub AS (SELECT near AS id FROM touching GROUP BY near HAVING count(*) > $most_facts),
reached AS (
  SELECT far AS id, count(*) AS facts
  FROM touching
  WHERE near NOT IN (SELECT id FROM hub) AND far NOT IN (SELECT unnest($except))
  GROUP BY far
),
found AS (
  SELECT id, seen.kind, seen.display_name, facts, count(*) OVER () AS total
  FROM reached JOIN ({{seen}}) seen USING (id)
)
(SELECT *, false AS hub FROM found ORDER BY facts DESC, id LIMIT $limit)
UNION ALL
(SELECT NULL, NULL, NULL, NULL, count(*), false FROM found)
UNION ALL
(SELECT id, NULL, NULL, NULL, NULL, true FROM hub)

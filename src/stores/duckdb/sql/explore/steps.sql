-- Reads the links at a frontier. Gives each pair of one of the frontier and one linked to it, once.
WITH frontier AS ({{frontier}}),
touching AS ({{touching}}),
pair AS (SELECT DISTINCT near, far FROM touching)
SELECT frontier.id AS near, registry.id AS far
FROM pair
JOIN frontier ON frontier.number = pair.near
JOIN registry ON registry.number = pair.far
WHERE registry.id IN (SELECT id FROM ({{seen}}))
LIMIT $limit

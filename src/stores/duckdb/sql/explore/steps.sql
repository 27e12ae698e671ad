-- Reads the links at a frontier. Gives each pair of one of the frontier and one linked to it, once.
WITH frontier AS (SELECT unnest($ids) AS id),
touching AS ({{touching}}),
pair AS (SELECT DISTINCT near, far FROM touching)
SELECT near, far FROM pair WHERE far IN (SELECT id FROM ({{seen}})) LIMIT $limit

-- Reads the links of one relation at the ends that are in the frontier, one scan an end.
SELECT source AS near, target AS far FROM ({{links}}) WHERE source IN (SELECT id FROM frontier)
UNION ALL
SELECT target AS near, source AS far FROM ({{links}}) WHERE target IN (SELECT id FROM frontier)

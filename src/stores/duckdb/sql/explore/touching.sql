-- Reads the links of one relation at the ends that are in the frontier, one scan an end.
SELECT source AS near, target AS far FROM ({{links}}) WHERE source IN (SELECT number FROM frontier)
UNION ALL
SELECT target AS near, source AS far FROM ({{links}}) WHERE target IN (SELECT number FROM frontier)

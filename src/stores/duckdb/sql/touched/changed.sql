-- Reads users, merchants, groups and obligations. Makes the table of those that two cuts see differently, with whether both
-- see them at all.
CREATE TEMP TABLE changed AS
SELECT registry.number, registry.kind = 'obligation' AS is_obligation, bool_or(in_from) AND bool_or(in_to) AS is_seen_by_both
FROM (
  SELECT id, in_from, in_to FROM differing_users
  UNION ALL
  SELECT id, in_from, in_to FROM differing_merchants
  UNION ALL
  SELECT id, in_from, in_to FROM differing_groups
  UNION ALL
  SELECT id, in_from, in_to FROM differing_obligations
)
JOIN registry USING (id)
GROUP BY registry.number, registry.kind

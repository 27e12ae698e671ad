-- Reads merchants. Makes the table of those that two cuts see with another category, or with another owner or by the word
-- of another source.
CREATE TEMP TABLE altered_merchant AS
SELECT registry.number,
  max(category) FILTER (in_from) IS DISTINCT FROM max(category) FILTER (in_to) AS is_recategorised,
  max(owner_id) FILTER (in_from) IS DISTINCT FROM max(owner_id) FILTER (in_to)
    OR max(source) FILTER (in_from) IS DISTINCT FROM max(source) FILTER (in_to) AS is_reowned,
  max(owner_id) FILTER (in_from) AS owner_before,
  max(owner_id) FILTER (in_to) AS owner_after
FROM differing_merchants
JOIN registry USING (id)
GROUP BY registry.number
HAVING bool_or(in_from) AND bool_or(in_to)

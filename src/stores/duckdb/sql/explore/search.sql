-- Reads users, merchants and groups. Gives those whose id or name contains a text in any case, best first, and how
-- many there are in all. The two letters whose lower case depends on language or place are taken out of its way.
WITH folded AS (
  SELECT id, kind, display_name,
    replace(lower(replace(id, 'İ', 'i')), 'ς', 'σ') AS folded_id,
    replace(lower(replace(coalesce(display_name, ''), 'İ', 'i')), 'ς', 'σ') AS folded_name
  FROM ({{seen}})
)
SELECT id, kind, display_name, count(*) OVER () AS total
FROM folded
WHERE contains(folded_id, $text) OR contains(folded_name, $text)
ORDER BY
  CASE
    WHEN folded_id = $text THEN 0
    WHEN folded_name = $text THEN 1
    WHEN starts_with(folded_id, $text) THEN 2
    WHEN starts_with(folded_name, $text) THEN 3
    ELSE 4
  END,
  id
LIMIT $limit

// Finds versions of subjects by the full-text index on their ids and names: $words asks for all that can contain the
// text. Gives the subjects whose id or name does contain it in any case, best first, and how many there are in all.
// The two letters whose lower case depends on language or place are taken out of its way.
CALL db.index.fulltext.queryNodes('subject_text', $words) YIELD node AS version
WITH version, properties(version) AS v
WHERE v.recorded_at < $as_of AND v.batch <= $batch
  AND (v.superseded_at IS NULL OR v.superseded_at >= $as_of OR v.superseded_batch > $batch)
  AND coalesce(v.registered_at, v.since) < $as_of
WITH version, v,
  replace(toLower(replace(v.id, 'İ', 'i')), 'ς', 'σ') AS id,
  replace(toLower(replace(coalesce(v.display_name, ''), 'İ', 'i')), 'ς', 'σ') AS name
WHERE id CONTAINS $text OR name CONTAINS $text
MATCH (version)-[:DESCRIBES]->(s:Subject)
WITH s, v, CASE
    WHEN id = $text THEN 0
    WHEN name = $text THEN 1
    WHEN id STARTS WITH $text THEN 2
    WHEN name STARTS WITH $text THEN 3
    ELSE 4
  END AS place
ORDER BY place, v.id
WITH collect({
    id: v.id, kind: CASE WHEN s:User THEN 'user' WHEN s:Merchant THEN 'merchant' ELSE 'group' END,
    display_name: v.display_name
  }) AS found
RETURN found[..$limit] AS rows, size(found) AS total

-- Reads attributes by sources believed at least by half: a value holds or does not, so it cannot be weighed. Gives the
-- latest of each subject and name, whichever of them it is from; of equal instants the source last in code point
-- order. What is not said to be protected is not.
SELECT s.subject, CAST(a.name AS attribute_name) AS name, a.value, CASE WHEN a.protected THEN 1 ELSE 0 END AS protected
FROM visible_attributes($as_of, $batch) a
JOIN subject s ON s.number = a.subject_id
LEFT JOIN source_reliability r ON r.id = a.source
WHERE coalesce(r.reliability, 1000000) >= $half_believed
QUALIFY row_number() OVER (PARTITION BY s.subject, CAST(a.name AS attribute_name) ORDER BY a.occurred_at DESC, a.source DESC) = 1

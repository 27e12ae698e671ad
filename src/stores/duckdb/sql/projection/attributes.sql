-- Reads attributes. Gives the latest value of each subject and name, whichever source it is from; of equal
-- instants the source last in code point order. What is not said to be protected is not.
SELECT s.subject, a.name, a.value, CASE WHEN a.protected THEN 1 ELSE 0 END AS protected
FROM visible_attributes($as_of, $batch) a
JOIN subject s ON s.number = a.subject_id
QUALIFY row_number() OVER (PARTITION BY s.subject, a.name ORDER BY a.occurred_at DESC, a.source DESC) = 1

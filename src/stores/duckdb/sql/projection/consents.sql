-- Reads consents to processing for one purpose. Gives the subjects that have said yes to some client and whose
-- latest word to no client is a no; of a yes and a no at one instant the no counts.
WITH latest AS (
  SELECT s.subject, c.granted
  FROM visible_consents($as_of, $batch) c
  JOIN subject s ON s.number = c.subject_id
  WHERE c.kind = 'processing' AND c.purpose = $purpose
  QUALIFY row_number() OVER (PARTITION BY s.subject, c.client ORDER BY c.occurred_at DESC, c.granted) = 1
)
SELECT subject FROM latest GROUP BY subject HAVING bool_and(granted)

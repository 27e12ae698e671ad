-- Reads consents to processing for one purpose. Gives the subjects whose latest word, to whichever client, is
-- a yes; of a yes and a no at one instant the no counts.
SELECT s.subject
FROM visible_consents($as_of, $batch) c
JOIN subject s ON s.id = c.subject_id
WHERE c.kind = 'processing' AND c.purpose = $purpose
QUALIFY row_number() OVER (PARTITION BY s.subject ORDER BY c.occurred_at DESC, c.granted) = 1 AND c.granted

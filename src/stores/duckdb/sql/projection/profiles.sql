-- Reads profiles. Gives the latest profile of each subject and source, and how far the source is to be believed.
SELECT s.subject, CAST(p.source AS profile_source) AS source, coalesce(r.reliability, 1000000) AS reliability,
  epoch_ms(p.occurred_at) AS occurred_at, p.identity_level,
  epoch_ms(p.residence_since) AS residence_since, epoch_ms(p.phone_since) AS phone_since, p.completeness
FROM visible_profiles($as_of, $batch) p
JOIN subject s ON s.number = p.subject_id
LEFT JOIN source_reliability r ON r.id = p.source
QUALIFY row_number() OVER (PARTITION BY s.subject, CAST(p.source AS profile_source) ORDER BY p.occurred_at DESC) = 1

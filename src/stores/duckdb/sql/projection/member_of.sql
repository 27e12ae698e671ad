-- Reads memberships that have not ended, from member to group, once however often it joined; what is not believed at
-- all is left out.
SELECT DISTINCT m.subject AS source, g.subject AS target
FROM visible_memberships($as_of, $batch) v
JOIN subject m ON m.number = v.subject_id
JOIN subject g ON g.number = v.group_id
LEFT JOIN source_reliability r ON r.id = v.source
WHERE v.until IS NULL AND r.reliability IS DISTINCT FROM 0

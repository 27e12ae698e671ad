-- Reads the subject index. Gives id, kind, when each began and, by index, a merchant's owner, by index.
SELECT s.id, s.kind, epoch_ms(s.registered_at) AS registered_at, o.subject AS owner, s.subject AS position
FROM subject s
LEFT JOIN subject o ON o.number = s.owner

-- Reads the subject index. Gives id, kind and when each began, by index.
SELECT id, kind, epoch_ms(registered_at) AS registered_at, subject AS position FROM subject

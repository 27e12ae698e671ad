-- Reads the obligation index. Gives what was agreed and how it ended, by index.
SELECT id, debtor, enum_code(kind) AS kind, currency, principal_minor AS principal,
  epoch_ms(opened_at) AS opened_at, epoch_ms(settled_at) AS settled_at,
  epoch_ms(defaulted_at) AS defaulted_at, epoch_ms(written_off_at) AS written_off_at, reliability, obligation AS position
FROM obligation

// Finds the versions of guarantees by the obligation that they are for.
CREATE INDEX guaranteed_obligation IF NOT EXISTS FOR ()-[v:GUARANTEES]-() ON (v.obligation_id)

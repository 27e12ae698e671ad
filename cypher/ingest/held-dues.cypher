// Gives the versions held of dues, by their keys. The index on Due (obligation_id, seq) carries it.
UNWIND $lookups AS row
MATCH (v:Due {obligation_id: row.obligation_id, seq: row.seq})
RETURN elementId(v) AS element, properties(v) AS version

// Gives the versions held of balances, by their keys. The index on Balance (obligation_id, occurred_at) carries it.
UNWIND $lookups AS row
MATCH (v:Balance {obligation_id: row.obligation_id, occurred_at: row.occurred_at})
RETURN elementId(v) AS element, properties(v) AS version

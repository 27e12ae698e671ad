// Gives the versions held of sources, by their keys. The index on Source (id, occurred_at) carries it.
UNWIND $lookups AS row
MATCH (v:Source {id: row.id, occurred_at: row.occurred_at})
RETURN elementId(v) AS element, properties(v) AS version

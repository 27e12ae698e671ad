// Gives the versions held of rates, by their keys. The index on Rate (currency, occurred_at) carries it.
UNWIND $lookups AS row
MATCH (v:Rate {currency: row.currency, occurred_at: row.occurred_at})
RETURN elementId(v) AS element, properties(v) AS version

// Gives the versions held of payments, by id. The index on Payment.id carries it.
UNWIND $lookups AS row
MATCH (v:Payment {id: row.id})
USING INDEX v:Payment(id)
RETURN elementId(v) AS element, properties(v) AS version

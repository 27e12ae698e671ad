// Gives the versions held of inquiries, by id. The index on Inquiry.id carries it.
UNWIND $lookups AS row
MATCH (v:Inquiry {id: row.id})
USING INDEX v:Inquiry(id)
RETURN elementId(v) AS element, properties(v) AS version

// Gives the versions held of obligations, by the ids of their anchors. The unique index on Obligation.id carries it.
UNWIND $lookups AS row
MATCH (v:ObligationVersion)-[:DESCRIBES]->(:Obligation {id: row.id})
RETURN elementId(v) AS element, properties(v) AS version

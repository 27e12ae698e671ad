// Reads which version of the schema this database has, and whether it holds anything under labels of ours. Reads all
// nodes of the label SchemaVersion, of which there is one; the rest are counts that the database keeps.
OPTIONAL MATCH (v:SchemaVersion)
WITH coalesce(max(v.version), 0) AS version
RETURN version,
  COUNT { MATCH (:Subject) } + COUNT { MATCH (:User) } + COUNT { MATCH (:Merchant) } + COUNT { MATCH (:Group) }
  + COUNT { MATCH (:Transaction) } + COUNT { MATCH (:Obligation) } + COUNT { MATCH (:Identifier) }
  + COUNT { MATCH (:Batch) } + COUNT { MATCH (:Run) } + COUNT { MATCH (:Version) } AS nodes

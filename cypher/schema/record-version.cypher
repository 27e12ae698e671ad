// Writes which version of the schema this database has. Reads all nodes of the label SchemaVersion, of which there is
// one.
MERGE (v:SchemaVersion)
SET v.version = $version

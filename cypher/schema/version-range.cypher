// Finds versions that are nodes, of any kind, by one of the properties that say when, or by which import, what a cut sees of
// them changes.
CREATE INDEX version_{{property}} IF NOT EXISTS FOR (v:Version) ON (v.{{property}})

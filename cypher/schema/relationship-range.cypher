// The same for versions that are relationships of one type.
CREATE INDEX {{type}}_{{property}} IF NOT EXISTS FOR ()-[v:{{type}}]-() ON (v.{{property}})

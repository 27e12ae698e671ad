// Finds the versions of merchants by who owns them.
CREATE INDEX version_owner IF NOT EXISTS FOR (n:SubjectVersion) ON (n.owner_id)

// Finds a subject by its id, whatever its kind; every import and every traversal begins here.
CREATE CONSTRAINT subject_id IF NOT EXISTS FOR (n:Subject) REQUIRE n.id IS UNIQUE

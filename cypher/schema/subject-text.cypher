// Finds subjects by words of the ids and display names that their versions carry, in force or not.
CREATE FULLTEXT INDEX subject_text IF NOT EXISTS FOR (n:SubjectVersion) ON EACH [n.id, n.display_name]

// Finds subjects by words of their ids and display names.
CREATE FULLTEXT INDEX subject_text IF NOT EXISTS FOR (n:Subject) ON EACH [n.id, n.display_name]

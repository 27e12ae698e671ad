// Keeps the note of what scores are on the subjects to one, however many begin to write them at once.
CREATE CONSTRAINT write_back_name IF NOT EXISTS FOR (n:WriteBack) REQUIRE n.name IS UNIQUE

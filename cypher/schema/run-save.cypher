// Finds a saving of a run that is under way, or that died.
CREATE CONSTRAINT run_save IF NOT EXISTS FOR (n:RunSave) REQUIRE n.save IS UNIQUE

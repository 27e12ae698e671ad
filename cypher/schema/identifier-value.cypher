// Finds an identifier by its kind and keyed hash.
CREATE CONSTRAINT identifier_value IF NOT EXISTS FOR (n:Identifier) REQUIRE (n.kind, n.value) IS UNIQUE

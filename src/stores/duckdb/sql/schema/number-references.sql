-- Reads a fact table that refers by id. Refers by number from now on.
INSERT INTO {{table}} BY NAME SELECT {{numbers:f}} FROM earlier f {{numbering:f}}

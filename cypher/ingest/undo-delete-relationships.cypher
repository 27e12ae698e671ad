// Deletes relationships by their own ids.
UNWIND $ids AS element
MATCH ()-[v]->() WHERE elementId(v) = element
DELETE v

// Gives the users that the open import made and has not described yet. Reads all nodes of the
// label Made, which each loses with its description.
MATCH (s:Made)
RETURN s.id AS id, s.made_recorded AS recorded, s.made_registered AS registered

// Gives the users that the open import made and has not described yet: all with the label Made.
MATCH (s:Made)
RETURN s.id AS id, s.made_recorded AS recorded, s.made_registered AS registered

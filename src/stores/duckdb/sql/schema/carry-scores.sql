-- Reads the scores of an earlier layout. Takes them over; what they did not hold is 0.
INSERT INTO {{table}} BY NAME SELECT run, position, {{carried}} FROM earlier

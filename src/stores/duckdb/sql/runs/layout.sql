-- Reads the layouts. Gives the one for these factors.
SELECT layout FROM layouts WHERE factors = $factors

-- Reads a fact table that keeps a choice as text. Keeps it as one of its choices from now on.
ALTER TABLE {{table}} ALTER COLUMN {{column}} TYPE {{type}}

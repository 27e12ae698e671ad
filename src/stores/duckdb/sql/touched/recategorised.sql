-- Reads the merchants altered. Makes the table of those of another category.
CREATE TEMP TABLE recategorised AS
SELECT number FROM altered_merchant WHERE is_recategorised

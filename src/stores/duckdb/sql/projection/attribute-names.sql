-- Reads attributes. Makes a type of their names, so that telling them apart compares numbers. It has the empty text too,
-- because nothing can be ordered by a type without members.
CREATE TEMP TYPE attribute_name AS ENUM (SELECT DISTINCT name FROM attributes UNION SELECT '')

-- Reads profiles. Makes a type of their sources, so that telling them apart compares numbers. It has the empty text too,
-- because nothing can be ordered by a type without members.
CREATE TEMP TYPE profile_source AS ENUM (SELECT DISTINCT source FROM profiles UNION SELECT '')

-- Reads nothing. Makes the type of one choice column, whose codes are the places in its declaration.
CREATE TYPE {{type}} AS ENUM ({{members}})

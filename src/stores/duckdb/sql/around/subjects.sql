-- Reads one kind of subject. Puts those named in its place.
CREATE TEMP TABLE {{table}} AS SELECT t.* FROM {{table}} t SEMI JOIN registry USING (id)

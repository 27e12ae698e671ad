// Finds the versions of an inquiry.
CREATE INDEX inquiry_id IF NOT EXISTS FOR (n:Inquiry) ON (n.id)

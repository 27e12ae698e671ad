-- Reads nothing but its parameters. Makes the table of who is at fault for each final status.
CREATE TEMP TABLE fault_rule AS
SELECT unnest($statuses) AS status, unnest($status_by) AS status_by, unnest($at_fault) AS at_fault

-- Reads what differs of one kind. Gives whom it names.
SELECT unnest([{{columns}}]) AS number FROM differing_{{name}}

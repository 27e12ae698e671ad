-- Reads nothing. Makes the list of ids that were referred to and unknown, with when their facts happened and
-- were recorded.
CREATE OR REPLACE TEMP TABLE missing (id VARCHAR, happened_at TIMESTAMP, recorded_at TIMESTAMP)

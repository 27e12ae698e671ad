-- Accounts, all there from the first day of the simulation.
SELECT 'amlsim-' || nodeid AS id, TIMESTAMP '2017-01-01' AS registered_at
FROM read_csv($from || '/nodes.csv', delim = ',', header = true, all_varchar = true, null_padding = true, strict_mode = false)

-- One user a line, `user:trusted,trusted,...`. The file knows no times: see README.md.
SELECT 'epinions-' || split_part(line, ':', 1) AS id, TIMESTAMP '2003-01-01' AS registered_at
FROM read_csv(
  $from || '/soc-Epinions1-adjacency.txt',
  auto_detect = false, header = false, delim = '\t', quote = '', escape = '', null_padding = true, strict_mode = false, columns = {'line': 'VARCHAR'}
)

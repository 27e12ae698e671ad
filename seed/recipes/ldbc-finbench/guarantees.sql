-- Who guarantees for whom, among persons and among companies. No obligation is named, so it is all that is outstanding.
SELECT 'person-' || fromId AS guarantor_id, 'person-' || toId AS debtor_id, createTime AS since
FROM read_csv($from || '/snapshot/PersonGuaranteePerson.csv', delim = '|', quote = '', header = true, all_varchar = true, null_padding = true, strict_mode = false)
UNION ALL
SELECT 'company-' || fromId, 'company-' || toId, createTime
FROM read_csv($from || '/snapshot/CompanyGuaranteeCompany.csv', delim = '|', quote = '', header = true, all_varchar = true, null_padding = true, strict_mode = false)

// Gives what ids are: subjects by label, obligations with the opening as it was first known. Those that are nothing yet
// are left out. The unique indexes on Subject.id and Obligation.id carry it.
UNWIND $ids AS id
CALL (id) {
  MATCH (s:Subject {id: id})
  USING INDEX s:Subject(id)
  RETURN CASE WHEN s:User THEN 'user' WHEN s:Merchant THEN 'merchant' ELSE 'group' END AS kind, null AS opened
  UNION ALL
  MATCH (o:Obligation {id: id})
  USING INDEX o:Obligation(id)
  RETURN 'obligation' AS kind, o.first_opened_at AS opened
}
RETURN id, kind, opened

// Gives the relationships that a batch wrote as versions. The indexes on the batch of each type carry it.
CALL () {
  MATCH ()-[v:MEMBER_OF]->()
  WHERE v.batch = $batch
  RETURN v
  UNION ALL
  MATCH ()-[v:KNOWS]->()
  WHERE v.batch = $batch
  RETURN v
  UNION ALL
  MATCH ()-[v:RATED]->()
  WHERE v.batch = $batch
  RETURN v
  UNION ALL
  MATCH ()-[v:GUARANTEES]->()
  WHERE v.batch = $batch
  RETURN v
  UNION ALL
  MATCH ()-[v:USES]->()
  WHERE v.batch = $batch
  RETURN v
}
RETURN elementId(v) AS element

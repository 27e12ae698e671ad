// Gives the relationships that a batch closed. The indexes on the superseded_batch of each type carry it.
CALL () {
  MATCH ()-[v:MEMBER_OF]->()
  WHERE v.superseded_batch = $batch
  RETURN v
  UNION ALL
  MATCH ()-[v:KNOWS]->()
  WHERE v.superseded_batch = $batch
  RETURN v
  UNION ALL
  MATCH ()-[v:RATED]->()
  WHERE v.superseded_batch = $batch
  RETURN v
  UNION ALL
  MATCH ()-[v:GUARANTEES]->()
  WHERE v.superseded_batch = $batch
  RETURN v
  UNION ALL
  MATCH ()-[v:USES]->()
  WHERE v.superseded_batch = $batch
  RETURN v
}
RETURN elementId(v) AS element

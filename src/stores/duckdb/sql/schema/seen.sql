-- Reads one version of a fact. Says whether a cut sees it: recorded before its instant and by its batch, not
-- superseded by then, happened before its instant.
recorded_at < {{at}}
  AND batch <= {{batch}}
  AND (superseded_at IS NULL OR superseded_at >= {{at}} OR superseded_batch > {{batch}})
  AND {{happened}}

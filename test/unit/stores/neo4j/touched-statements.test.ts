/** What changes in a cut as time goes by is asked for by the statements that tell two cuts apart. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { columnsOf } from '../../../../src/domain/fact-declaration.ts';
import { factDeclaration, FACT_KINDS } from '../../../../src/domain/facts.ts';
import { GRAPH_MODEL } from '../../../../src/stores/neo4j/graph-model.ts';

/** A due is seen before it comes; no run reads outcomes. */
const SEEN_BEFORE = ['due_at'];
const kinds = FACT_KINDS.filter((kind) => kind !== 'outcomes');
const texts = {
  node: readFileSync('cypher/touched/nodes.cypher', 'utf8'),
  relationship: readFileSync('cypher/touched/relationships.cypher', 'utf8'),
};

describe.each(kinds)('%s', (kind) => {
  const declaration = factDeclaration(kind);
  const text = texts[GRAPH_MODEL[kind].element];
  const instants = columnsOf(declaration)
    .filter(({ column }) => column.type === 'instant')
    .map(({ name }) => name)
    .filter((name) => name !== declaration.eventTime && !SEEN_BEFORE.includes(name));

  it('are found by when they were known, closed or happen, and by each instant in them', () => {
    for (const name of [
      'batch',
      'superseded_batch',
      'recorded_at',
      'superseded_at',
      'happens_at',
      ...instants,
    ])
      expect(text).toMatch(new RegExp(`WHERE version\\.${name} >=? `));
  });

  it('are told apart by each instant in them', () => {
    for (const name of instants) expect(text).toMatch(new RegExp(`any\\(at IN \\[[^\\]]*v\\.${name}\\b`));
  });
});

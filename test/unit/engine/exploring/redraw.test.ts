import { describe, expect, test } from 'vitest';
import type { Explored } from '../../../../src/engine/exploring/drawing.ts';
import { toCypher } from '../../../../src/engine/exploring/redraw.ts';

const subjects = ["o'neill", 'back\\slash'].map((id) => ({ id, kind: 'user' as const }));
const link = (relation: Explored['links'][number]['relation']) => ({
  ...{ relation, source: "o'neill", target: 'back\\slash', facts: 1, weight: 1 },
});

describe('toCypher', () => {
  test('names the subjects as literals that nothing can break out of', () => {
    expect(toCypher({ subjects, links: [] })).toBe(
      [
        "WITH ['o\\'neill', 'back\\\\slash'] AS ids",
        'CALL (ids) {',
        '  MATCH (a:Subject) WHERE a.id IN ids RETURN a AS drawn',
        '}',
        'RETURN drawn',
        '',
      ].join('\n'),
    );
  });

  test('draws the relations there are, and those alone', () => {
    const cypher = toCypher({ subjects, links: [link('knows'), link('paid'), link('paid')] });
    expect(cypher.match(/UNION ALL/g)).toHaveLength(2);
    expect(cypher).toContain('[r:KNOWS]');
    expect(cypher).toContain('[:PAID]->(t:Transaction)-[:TO]');
    expect(cypher).not.toContain('RATED');
  });
});

import { describe, expect, it } from 'vitest';
import { standing } from '../../../../../src/stores/neo4j/ingest/kinship.ts';

/** `id owner`, with ! where the owner is held as something that may own, ? where as something else. */
function declarations(...rows: string[]) {
  return rows.map((row) => {
    const [id = '', owner] = row.split(' ');
    const held = owner?.endsWith('!') === true ? 'fits' : owner?.endsWith('?') === true ? 'taken' : undefined;
    return { id, reference: owner?.replace(/[!?]$/, ''), isHeld: false, held } as const;
  });
}
const left = (...rows: string[]) => standing(declarations(...rows)).map(({ id }) => id);

describe('declarations that refer to each other', () => {
  it('stand where what they name is held or declared, in circles too', () => {
    expect(left('a user!', 'b a', 'free', 'round robin', 'robin round')).toEqual([
      'a',
      'b',
      'free',
      'round',
      'robin',
    ]);
  });

  it('fall with what they name, however long the chain', () => {
    expect(left('c b', 'b a', 'a nobody', 'd group?', 'e d', 'free')).toEqual(['free']);
  });

  it('do not fall while another row declares the same id with another reference', () => {
    expect(left('a nobody', 'a free', 'b a', 'free')).toEqual(['a', 'b', 'free']);
    expect(left('a nobody', 'a no-one', 'b a')).toEqual([]);
  });
});

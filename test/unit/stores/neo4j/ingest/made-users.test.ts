import { describe, expect, it } from 'vitest';
import { fc, test } from '@fast-check/vitest';
import { withDiscovery, type Discovery } from '../../../../../src/stores/neo4j/ingest/made-users.ts';

const discovery = ([recordedAt, registeredAt]: readonly [number, number]): Discovery => ({
  recordedAt,
  registeredAt,
});
const learnt = (pairs: readonly (readonly [number, number])[]): readonly Discovery[] =>
  pairs.map(discovery).reduce<readonly Discovery[]>(withDiscovery, []);

describe('what is known of a made user', () => {
  it('is each earlier fact, from when it was known on', () => {
    expect(
      learnt([
        [8, 1],
        [5, 3],
        [6, 4],
        [5, 2],
      ]),
    ).toEqual(
      [
        [5, 2],
        [8, 1],
      ].map((pair) => discovery(pair as [number, number])),
    );
  });

  test.prop([fc.array(fc.tuple(fc.nat(9), fc.nat(9)), { maxLength: 12 })])(
    'is at every instant the earliest fact known by then, whatever the order of the facts',
    (pairs) => {
      for (let now = 0; now < 10; now++) {
        const known = pairs.filter(([recordedAt]) => recordedAt <= now).map(([, happened]) => happened);
        const held = learnt(pairs).filter(({ recordedAt }) => recordedAt <= now);
        expect(held.at(-1)?.registeredAt ?? Infinity).toBe(Math.min(...known));
      }
      const instants = learnt(pairs).map(({ registeredAt }) => registeredAt);
      expect(instants).toEqual([...new Set(instants)].sort((a, b) => b - a));
    },
  );
});

import { describe, expect, test } from 'vitest';
import { identifierEpisodes } from '../../../src/graph/trust/identifier-episodes.ts';
import type { Episodes, HubIntervals } from '../../../src/graph/trust/identifier-episodes.ts';
import { InvalidInputError } from '../../../src/domain/errors.ts';

interface Row {
  member: number;
  from: number;
  to: number;
  hub?: number;
  cap?: number;
}

function columns(rows: readonly Row[]): HubIntervals {
  return {
    member: Uint32Array.from(rows, ({ member }) => member),
    hub: Uint32Array.from(rows, ({ hub }) => hub ?? 0),
    cap: Uint32Array.from(rows, ({ cap }) => cap ?? 10),
    firstAt: Float64Array.from(rows, ({ from }) => from),
    lastAt: Float64Array.from(rows, ({ to }) => to),
  };
}

function episodesOf(rows: readonly Row[], members = 6): Episodes {
  return identifierEpisodes(columns(rows), { members, hubs: 3 });
}

function edgesOf({ edges }: Episodes): [number, number, number][] {
  return Array.from(edges.source, (source, i) => [source, edges.target[i]!, edges.weight[i]!]);
}

describe('episodes of overlapping use', () => {
  test('two at the same time share fully', () => {
    // 0 |----|
    // 1    |----|
    const episodes = episodesOf([{ member: 0, from: 0, to: 5 }, { member: 1, from: 3, to: 8 }], 3); // prettier-ignore
    expect(edgesOf(episodes)).toEqual([[0, 0, 1], [1, 0, 1]]); // prettier-ignore
    expect([...episodes.sharing]).toEqual([1, 1, NaN]);
  });

  test('one after the other share nothing, and a common instant is enough', () => {
    const later = episodesOf([{ member: 0, from: 0, to: 5 }, { member: 1, from: 6, to: 8 }], 2); // prettier-ignore
    expect(later.count).toBe(0);
    expect([...later.sharing]).toEqual([0, 0]);
    const touching = episodesOf([{ member: 0, from: 0, to: 5 }, { member: 1, from: 5, to: 5 }], 2); // prettier-ignore
    expect([...touching.sharing]).toEqual([1, 1]);
  });

  test('overlaps chain, also past a short one within a long one', () => {
    // 0 |----|
    // 1   |---------|         one episode of four: 2/4 each
    // 2      |-|
    // 3             |--|      touches 1
    // 4                  |--|      another time
    const episodes = episodesOf([
      { member: 3, from: 12, to: 15 },
      { member: 2, from: 5, to: 7 },
      { member: 4, from: 17, to: 20 },
      { member: 1, from: 2, to: 12 },
      { member: 0, from: 0, to: 5 },
    ]);
    expect(edgesOf(episodes)).toEqual([[0, 0, 0.5], [1, 0, 0.5], [2, 0, 0.5], [3, 0, 0.5]]); // prettier-ignore
    expect([...episodes.sharing]).toEqual([0.5, 0.5, 0.5, 0.5, 0, NaN]);
  });

  test('a member with several rows counts once an episode', () => {
    const rows = [0, 1, 0].map((member) => ({ member, from: 0, to: 9 }));
    expect([...episodesOf(rows, 2).sharing]).toEqual([1, 1]);
    expect(episodesOf([rows[0]!, rows[2]!]).count).toBe(0);
  });

  test('one hub may see several episodes, and sharing adds up over hubs', () => {
    const episodes = episodesOf([
      { member: 0, from: 0, to: 1 },
      { member: 1, from: 1, to: 2 },
      { member: 0, from: 10, to: 11 },
      { member: 2, from: 10, to: 10 },
      { member: 0, from: 0, to: 9, hub: 2 },
      { member: 1, from: 0, to: 9, hub: 2 },
      { member: 3, from: 0, to: 9, hub: 2 },
    ]);
    expect(episodes.count).toBe(3);
    expect([...episodes.sharing]).toEqual([2 / 3 + 2, 2 / 3 + 1, 1, 2 / 3, NaN, NaN]);
    expect([...episodes.sharedHubs]).toEqual([2, 2, 1, 1, 0, 0]);
    // The episode of three comes first, then those of two by their members.
    expect([...episodes.edges.target]).toEqual([0, 0, 0, 1, 1, 2, 2]);
    expect([...episodes.edges.source]).toEqual([0, 1, 3, 0, 1, 0, 2]);
  });

  test('instants before the epoch are instants like others', () => {
    const apart = episodesOf([{ member: 0, from: -9, to: -8 }, { member: 1, from: -3, to: -2 }]); // prettier-ignore
    expect(apart.count).toBe(0);
  });

  test('episodes of one size are numbered by their members, whatever their hub', () => {
    const pair = (hub: number, other: number): Row[] =>
      [0, other].map((member) => ({ member, from: 0, to: 1, hub }));
    expect([...episodesOf([...pair(0, 2), ...pair(1, 1)]).edges.source]).toEqual([0, 1, 0, 2]);
  });

  test('an episode above the cap is ignored, one at the cap is not', () => {
    const crowd = (cap: number): Row[] => [0, 1, 2].map((member) => ({ member, from: 0, to: 1, cap }));
    expect([...episodesOf(crowd(2), 3).sharing]).toEqual([0, 0, 0]);
    expect([...episodesOf(crowd(3), 3).sharing]).toEqual([2 / 3, 2 / 3, 2 / 3]);
  });

  test('no rows, no members', () => {
    const { edges, count, sharing } = identifierEpisodes(columns([]), { members: 0, hubs: 0 });
    expect([edges.source.length, count, sharing.length]).toEqual([0, 0, 0]);
  });

  test('a crowd of half a million at one hub is swept without pairs', () => {
    const rows = Array.from({ length: 500_000 }, (_, member) => ({
      member,
      from: -member,
      to: 0,
      cap: 500_000,
    }));
    const { edges, sharing } = episodesOf(rows, 500_000);
    expect(edges.source).toHaveLength(500_000);
    expect(sharing[7]).toBe(2 / 500_000);
  });

  test.each<[string, Row[], RegExp]>([
    [
      'a member out of range',
      [{ member: 6, from: 0, to: 1 }],
      /row 0 has member 6, expected an index below 6/,
    ],
    ['a hub out of range', [{ member: 0, from: 0, to: 1, hub: 3 }], /row 0 has hub 3/],
    ['an interval that ends before it starts', [{ member: 0, from: 2, to: 1 }], /interval 2 to 1/],
    ['an instant that is not known', [{ member: 0, from: NaN, to: 1 }], /interval NaN to 1/],
    [
      'two caps for one hub',
      [{ member: 0, from: 0, to: 1, cap: 2 }, { member: 1, from: 0, to: 1, cap: 3 }],
      /hub 0 has caps 2 and 3/,
    ], // prettier-ignore
  ])('%s is refused', (_, rows, message) => {
    expect(() => episodesOf(rows)).toThrow(InvalidInputError);
    expect(() => episodesOf(rows)).toThrow(message);
  });

  test('columns of unequal length are refused', () => {
    const rows = { ...columns([{ member: 0, from: 0, to: 1 }]), cap: new Uint32Array(2) };
    expect(() => identifierEpisodes(rows, { members: 1, hubs: 1 })).toThrow(
      /equally long; they have 1, 1, 2, 1, 1/,
    );
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { affineFixedPoint } from '../../src/graph/affine/affine-fixed-point.ts';
import { affineInfluence } from '../../src/graph/affine/affine-influence.ts';
import { prepareNeighbourMeans } from '../../src/graph/affine/neighbour-means.ts';
import type { NeighbourMeans } from '../../src/graph/affine/neighbour-means.ts';
import { Journal } from '../../src/graph/local/journal.ts';
import { LocalAffine } from '../../src/graph/local/local-affine.ts';
import { LocalInfluence } from '../../src/graph/local/local-influence.ts';
import { PatchedRows } from '../../src/graph/local/patched-rows.ts';
import type { Csr } from '../../src/graph/rows/csr.ts';
import { buildIn, buildOut, buildUndirected } from '../../src/graph/rows/csr.ts';
import { edgeList } from '../unit/graph/edges.ts';
import type { Edge } from '../unit/graph/edges.ts';
import { expectClose } from '../unit/graph/expect-close.ts';
import { runs as manyRuns } from './graph-arbitraries.ts';
import { rawPairs } from './graph-raw-pairs.ts';
import { follow, snapshot } from './graph-local-steps.ts';

/** Each is a story of several steps. */
const runs = { ...manyRuns, numRuns: 100 };

/** Groups are the last nodes to begin with; people who come later stand after them. */
const PEOPLE = 9;
const GROUPS = 3;
const RANGE = { least: 350, most: 950 };

interface Person {
  readonly own: number;
  readonly credence: number;
  readonly most: number;
}
interface World {
  readonly people: readonly Person[];
  /** Of people by their place; each pair once. */
  readonly ties: ReadonlyMap<string, Edge>;
  readonly members: ReadonlySet<string>;
}
type Change =
  | { readonly kind: 'person'; readonly who: number; readonly now: Person }
  | { readonly kind: 'tie'; readonly ends: readonly [number, number]; readonly strength: number }
  | { readonly kind: 'member'; readonly who: number; readonly group: number }
  | { readonly kind: 'newcomer'; readonly now: Person };

const person = fc
  .record({
    own: fc.oneof(
      fc.constantFrom(350, 950),
      fc.double({ min: 350, max: 950, noNaN: true }),
      fc.constant(NaN),
    ),
    credence: fc.oneof(fc.constantFrom(0, 1, 0.5), fc.double({ min: 1e-3, max: 1, noNaN: true })),
    most: fc.oneof(fc.constantFrom(0, 0.1), fc.double({ min: 0, max: 0.5, noNaN: true })),
  })
  .map((one) => (Number.isNaN(one.own) ? { ...one, credence: 0, most: 0 } : one));
const who = fc.nat(1000);
const change: fc.Arbitrary<Change> = fc.oneof(
  fc.record({ kind: fc.constant('person' as const), who, now: person }),
  fc.record({
    kind: fc.constant('tie' as const),
    ends: fc.tuple(who, who),
    strength: fc.oneof(fc.constant(0), fc.double({ min: 0.01, max: 1, noNaN: true })),
  }),
  fc.record({ kind: fc.constant('member' as const), who, group: fc.nat(GROUPS - 1) }),
  fc.record({ kind: fc.constant('newcomer' as const), now: person }),
);
const stories = fc.record({
  people: fc.array(person, { minLength: PEOPLE, maxLength: PEOPLE }),
  first: fc.array(
    change.filter(({ kind }) => kind === 'tie' || kind === 'member'),
    { maxLength: 30 },
  ),
  steps: fc.array(fc.tuple(fc.array(change, { minLength: 1, maxLength: 3 }), fc.boolean()), {
    minLength: 1,
    maxLength: 8,
  }),
});
type Drawn = typeof stories extends fc.Arbitrary<infer T> ? T : never;
const tolerances = fc.constantFrom(1e-6, 1e-2, 1);

const nodeOf = (place: number): number => (place < PEOPLE ? place : place + GROUPS);

function apply(world: World, one: Change): { readonly world: World; readonly changed: readonly number[] } {
  const { people, ties, members } = world;
  const placeOf = (drawn: number): number => drawn % people.length;
  switch (one.kind) {
    case 'newcomer':
      return { world: { ...world, people: [...people, one.now] }, changed: [nodeOf(people.length)] };
    case 'person':
      return {
        world: { ...world, people: people.with(placeOf(one.who), one.now) },
        changed: [nodeOf(placeOf(one.who))],
      };
    case 'member': {
      const [member, group] = [nodeOf(placeOf(one.who)), PEOPLE + one.group];
      const key = `${member} ${group}`;
      const next = new Set(members);
      if (!next.delete(key)) next.add(key);
      return { world: { ...world, members: next }, changed: [member, group] };
    }
    case 'tie': {
      const [low, high] = one.ends.map(placeOf).sort((a, b) => a - b) as [number, number];
      const ends = [nodeOf(low), nodeOf(high)] as const;
      if (low === high) return { world, changed: [] };
      const next = new Map(ties);
      if (one.strength === 0) next.delete(ends.join(' '));
      else next.set(ends.join(' '), [...ends, one.strength]);
      return { world: { ...world, ties: next }, changed: [...ends] };
    }
  }
}

function rowsOf({ people, ties, members }: World): Record<'ties' | 'groupsOf' | 'membersOf', Csr> {
  const nodes = people.length + GROUPS;
  const memberOf = memberEdges(members);
  return {
    ties: buildUndirected(edgeList([...ties.values()]), nodes),
    groupsOf: buildOut(memberOf, nodes),
    membersOf: buildIn(memberOf, nodes),
  };
}

const memberEdges = (members: ReadonlySet<string>) =>
  edgeList([...members].map((key): Edge => [...(key.split(' ').map(Number) as [number, number]), 0.5]));

function personAt({ people }: World, node: number): Person {
  const nobody = { own: NaN, credence: 0, most: 0 };
  return (node < PEOPLE ? people[node] : people[node - GROUPS]) ?? nobody;
}
const isGroup = (node: number): boolean => node >= PEOPLE && node < PEOPLE + GROUPS;
const readPerson = (world: World, node: number): Person =>
  isGroup(node) ? { own: NaN, credence: 0, most: 0 } : personAt(world, node);
const leanOn = ({ most }: Person, company: number): number => (most * company) / (1 + company);

function solveWhole(world: World): { means: NeighbourMeans; shares: Float64Array; values: Float64Array } {
  const { ties } = rowsOf(world);
  const all = Array.from({ length: ties.nodes }, (_, node) => readPerson(world, node));
  const means = prepareNeighbourMeans({
    ties,
    memberOf: memberEdges(world.members),
    credence: Float64Array.from(all, ({ credence }) => credence),
  });
  const shares = means.company.map((company, node) => leanOn(all[node]!, company));
  const own = Float64Array.from(all, (one) => one.own);
  return { means, shares, values: affineFixedPoint(means, { own, shares, tolerance: 1e-10 }).values };
}

/** The two kernels over one world, which changes. */
class Following {
  world: World;
  readonly rows: Record<'ties' | 'groupsOf' | 'membersOf', PatchedRows>;
  readonly affine: LocalAffine;
  readonly influence: LocalInfluence;

  constructor(world: World, tolerance: { readonly affine: number; readonly influence: number }) {
    this.world = world;
    const start = rowsOf(world);
    this.rows = {
      ties: new PatchedRows(start.ties),
      groupsOf: new PatchedRows(start.groupsOf),
      membersOf: new PatchedRows(start.membersOf),
    };
    const { means, shares, values } = solveWhole(world);
    this.affine = new LocalAffine({
      rows: this.rows,
      ownOf: (node) => readPerson(this.world, node).own,
      credenceOf: (node) => readPerson(this.world, node).credence,
      shareOf: (node, company) => leanOn(readPerson(this.world, node), company),
      range: RANGE,
      values,
      tolerance: tolerance.affine,
    });
    this.influence = new LocalInfluence({
      rows: this.rows,
      affine: this.affine,
      values: affineInfluence(means, { shares }).values,
      tolerance: tolerance.influence,
    });
  }

  take(changes: readonly Change[], journal: Journal): void {
    const before = this.world;
    const changed: number[] = [];
    for (const one of changes) {
      const next = apply(this.world, one);
      this.world = next.world;
      changed.push(...next.changed);
    }
    journal.note(() => (this.world = before));
    const now = rowsOf(this.world);
    for (const name of ['ties', 'groupsOf', 'membersOf'] as const)
      follow(this.rows[name], { csr: now[name], changed }, journal);
    this.affine.update(changed, journal);
    this.influence.update(journal);
  }

  held(): unknown {
    const { values, company, shares, credence, groupCredence } = this.affine;
    const columns = [values, company, shares, credence, groupCredence, this.influence.values];
    return snapshot(Object.values(this.rows), columns);
  }
}

const firstWorld = ({ people, first }: Pick<Drawn, 'people' | 'first'>): World =>
  first.reduce<World>((world, one) => apply(world, one).world, {
    people,
    ties: new Map(),
    members: new Set<string>(),
  });

/** Once more after it was taken back, where the story says so. */
function takeStep(following: Following, [changes, isTakenBack]: Drawn['steps'][number]): void {
  if (isTakenBack) {
    const before = following.held();
    const journal = new Journal();
    following.take(changes, journal);
    const once = following.held();
    journal.rollBack();
    expect(following.held()).toEqual(before);
    following.take(changes, new Journal());
    expect(following.held()).toEqual(once);
  } else following.take(changes, new Journal());
}

describe('the affine fixed point, locally', () => {
  test('local bound', () => {
    fc.assert(
      fc.property(stories, tolerances, (story, tolerance) => {
        const following = new Following(firstWorld(story), { affine: tolerance, influence: 1e-3 });
        for (const step of story.steps) {
          takeStep(following, step);
          const { values, shares } = solveWhole(following.world);
          const largest = Math.max(...shares);
          const bound = tolerance * (1 + (10 * largest) / (1 - largest)) + 1e-8;
          expectClose(following.affine.values.subarray(0, values.length), values, bound);
        }
      }),
      runs,
    );
  });
});

describe('influence, locally', () => {
  test('local bound', () => {
    fc.assert(
      fc.property(stories, tolerances, fc.constantFrom(1e-9, 1e-3), (story, lag, tolerance) => {
        const following = new Following(firstWorld(story), { affine: lag, influence: tolerance });
        const e = lag / (RANGE.most - RANGE.least);
        for (const step of story.steps) {
          takeStep(following, step);
          const { means, shares } = solveWhole(following.world);
          const { exact, steps } = followWalks(means, shares);
          exact.forEach((influence, node) => {
            const bound = (3 * tolerance + 16 * e) * steps[node]! * influence * 1.1 + 1e-9;
            expect(Math.abs(following.influence.values[node]! - influence)).toBeLessThanOrEqual(bound);
          });
        }
      }),
      runs,
    );
  });
});

/** Influence and the mean number of steps behind it, by following walks one step after the other. */
function followWalks(means: NeighbourMeans, shares: Float64Array) {
  const { nodes, credence } = means;
  const raw = rawPairs(means);
  let arrived: readonly number[] = [...credence];
  const exact = new Float64Array(nodes);
  const counted = new Float64Array(nodes);
  for (let step = 1; step < 400; step++) {
    arrived = Array.from({ length: nodes }, (_, j) =>
      arrived.reduce((sum, mass, i) => {
        const company = raw[i]!.reduce((total, part) => total + part, 0);
        return company > 0 ? sum + (mass * shares[i]! * raw[i]![j]!) / company : sum;
      }, 0),
    );
    arrived.forEach((mass, j) => {
      exact[j]! += mass * (1 - shares[j]!);
      counted[j]! += step * mass * (1 - shares[j]!);
    });
    if (arrived.every((mass) => mass < 1e-14)) break;
  }
  return { exact, steps: counted.map((one, node) => (exact[node] === 0 ? 1 : one / exact[node]!)) };
}

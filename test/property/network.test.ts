import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { HIGHEST_SCORE, LOWEST_SCORE, OUTCOMES, THOUSAND } from '../../src/domain/score.ts';
import type { KernelInput, KernelName, KernelOutput } from '../../src/graph/kernels.ts';
import { KERNELS } from '../../src/graph/kernels.ts';
import type { KernelContext } from '../../src/graph/run/executor.ts';
import type { KernelRunner } from '../../src/engine/kernels.ts';
import { explainScore, type RunFacts } from '../../src/scoring/explain.ts';
import { USUAL_NETWORK, type NetworkSettings } from '../../src/scoring/network.ts';
import { scoreColumns, scoreRow, type ScoreTable } from '../../src/scoring/score-table.ts';
import { personalScores } from '../../src/scoring/score-subjects.ts';
import { AS_OF } from '../support/factor-view.ts';
import { networkScorecard, scoreWorld, type NetworkWorld } from '../support/network-world.ts';
import { scatteredExecutor } from '../support/scattered-executor.ts';

const PEOPLE = 9;
const GROUPS = 3;
const LAST = PEOPLE - 1;
const RUNS = { seed: 6, numRuns: 120 };
/** The kernel stops within this of the solution, in points. */
const TOLERANCE = 1e-6;

const steps = fc.integer({ min: 0, max: 200 }).map((step) => 3 * step);
const record = fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 300 }));
const person = fc.record({
  kind: fc.constantFrom('user', 'merchant'),
  above: fc.oneof(fc.constantFrom(0, 600), steps),
  record,
  outcome: fc.constantFrom('scored', 'scored', 'scored', 'restricted', 'unscorable'),
});
const settings: fc.Arbitrary<NetworkSettings> = fc.record({
  maxShare: fc.constantFrom(0.1, 0.1, 0.5, 0.95),
  halfRecord: fc.constantFrom(12, 1, 60),
});
const worlds: fc.Arbitrary<NetworkWorld> = fc
  .record({
    people: fc.array(person, { minLength: PEOPLE, maxLength: PEOPLE }),
    owners: fc.array(fc.option(fc.nat(LAST), { nil: undefined }), { minLength: PEOPLE, maxLength: PEOPLE }),
    ties: fc.uniqueArray(fc.tuple(fc.nat(LAST), fc.nat(LAST), fc.double({ min: 0, max: 1, noNaN: true })), {
      maxLength: 18,
      selector: ([one, other]) => `${Math.min(one, other)} ${Math.max(one, other)}`,
    }),
    members: fc.uniqueArray(fc.tuple(fc.nat(LAST), fc.integer({ min: PEOPLE, max: LAST + GROUPS })), {
      maxLength: 14,
      selector: ([member, group]) => `${member} ${group}`,
    }),
  })
  .map(({ people, owners, ties, members }) => ({
    subjects: [
      ...people.map((one, index) => {
        const owner = owners[index];
        const isOwned = one.kind === 'merchant' && owner !== undefined && owner !== index;
        return { ...one, ...(isOwned ? { owner } : {}) };
      }),
      ...Array.from({ length: GROUPS }, () => ({ kind: 'group' as const })),
    ],
    ties: ties.filter(([one, other]) => one !== other),
    members,
  }));

const rowsOf = (world: NetworkWorld) => [...world.subjects.keys()].slice(0, PEOPLE);

async function solved(world: NetworkWorld, network: NetworkSettings) {
  const scorecard = networkScorecard(network);
  const table = await scoreWorld(world, scorecard);
  const personal = personalScores(table, scorecard).map((thousandths) => thousandths / THOUSAND);
  const exact = personal.map((own, row) => own + table.network[row]!);
  return { table, personal, exact };
}

/** Raises one person's personal score. */
function raise(world: NetworkWorld, row: number, by: number): NetworkWorld {
  const subjects = world.subjects.map((subject, index) =>
    index === row ? { ...subject, above: Math.min(600, (subject.above ?? 0) + by) } : subject,
  );
  return { ...world, subjects };
}

describe('the network adjustment', () => {
  test('Invariant: bounds', async () => {
    await fc.assert(
      fc.asyncProperty(worlds, settings, async (world, network) => {
        const { table, personal, exact } = await solved(world, network);
        for (const row of rowsOf(world)) {
          if (Number.isNaN(personal[row])) continue;
          expect(table.share[row]).toBeLessThan(network.maxShare);
          expect(exact[row]).toBeGreaterThanOrEqual(LOWEST_SCORE - TOLERANCE);
          expect(exact[row]).toBeLessThanOrEqual(HIGHEST_SCORE + TOLERANCE);
          expect(Math.abs(table.network[row]!)).toBeLessThanOrEqual(table.share[row]! * 600 + TOLERANCE);
        }
      }),
      RUNS,
    );
  });

  test('Invariant: decomposition, by one world for each column of M', async () => {
    // s is linear in p, and a group's members too: so M is seen by raising one p at a time, and must give s - p.
    const flat = (world: NetworkWorld, above: (row: number) => number): NetworkWorld => ({
      ...world,
      subjects: world.subjects.map((subject, row) => ({ ...subject, above: above(row) })),
    });
    await fc.assert(
      fc.asyncProperty(worlds, settings, async (world, network) => {
        const { personal, exact } = await solved(world, network);
        const columns = await Promise.all(
          rowsOf(world).map(
            async (j) =>
              (
                await solved(
                  flat(world, (row) => (row === j ? 600 : 0)),
                  network,
                )
              ).exact,
          ),
        );
        for (const row of rowsOf(world)) {
          if (Number.isNaN(personal[row])) continue;
          const m = columns.map((column) => (column[row]! - LOWEST_SCORE) / 600);
          const others = m.map((share, j) => (share === 0 ? 0 : share * (personal[j]! - personal[row]!)));
          expect(m.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 6);
          expect(Math.min(...m)).toBeGreaterThan(-1e-9);
          expect(others.reduce((sum, points) => sum + points, 0)).toBeCloseTo(
            exact[row]! - personal[row]!,
            5,
          );
        }
      }),
      { ...RUNS, numRuns: 40 },
    );
  });

  test('Invariant: monotonicity', async () => {
    const rises = fc.record({
      j: fc.nat(LAST),
      by: fc.integer({ min: 1, max: 100 }).map((step) => 3 * step),
    });
    await fc.assert(
      fc.asyncProperty(worlds, settings, rises, async (world, network, { j, by }) => {
        const before = await solved(world, network);
        const after = await solved(raise(world, j, by), network);
        world.subjects.forEach((_, row) => {
          if (Number.isNaN(before.exact[row])) return;
          expect(after.exact[row]).toBeGreaterThanOrEqual(before.exact[row]! - TOLERANCE);
          expect(after.table.score[row]).toBeGreaterThanOrEqual(before.table.score[row]!);
        });
      }),
      RUNS,
    );
  });

  test('Invariant: empty recruits', async () => {
    const recruits = fc.record({
      inviter: fc.nat(LAST),
      count: fc.integer({ min: 1, max: 6 }),
      above: steps,
    });
    await fc.assert(
      fc.asyncProperty(worlds, settings, recruits, async (world, network, { inviter, count, above }) => {
        const first = world.subjects.length;
        const fakes = Array.from({ length: count }, (_, index) => first + index);
        const grown: NetworkWorld = {
          subjects: [...world.subjects, ...fakes.map(() => ({ above }))],
          ties: [
            ...(world.ties ?? []),
            ...fakes.map((fake) => [inviter, fake, 1] as const),
            ...fakes.slice(1).map((fake) => [fake - 1, fake, 1] as const),
          ],
          members: [...(world.members ?? []), ...fakes.map((fake) => [fake, PEOPLE] as const)],
        };
        const before = (await solved(world, network)).table;
        const after = (await solved(grown, network)).table;
        world.subjects.forEach((_, row) => {
          expect(after.network[row]).toBeCloseTo(before.network[row]!, 6);
          expect(influenceOf(after, row)).toBeCloseTo(influenceOf(before, row), 5);
        });
        expect(after.score.slice(0, first)).toEqual(before.score);
      }),
      RUNS,
    );
  });

  test('Invariant: identity', async () => {
    await fc.assert(
      fc.asyncProperty(worlds, async (world) => {
        const none = networkScorecard({ maxShare: 0, halfRecord: 12 });
        const table = await scoreWorld(world, none);
        const personal = await scoreWorld(world, networkScorecard());
        expect(table.score.slice(0, PEOPLE)).toEqual(personal.score.slice(0, PEOPLE));
        expect([...table.network.slice(0, PEOPLE)].every((line) => Object.is(line, 0))).toBe(true);
      }),
      RUNS,
    );
  });

  test('Invariant: threads', async () => {
    const scattered: KernelRunner = {
      run: <K extends KernelName>(kernel: K, input: KernelInput<K>) => {
        const run = KERNELS[kernel] as (input: KernelInput<K>, context: KernelContext) => KernelOutput<K>;
        return Promise.resolve(run(input, { executor: scatteredExecutor() }));
      },
    };
    await fc.assert(
      fc.asyncProperty(worlds, async (world) => {
        const scorecard = networkScorecard(USUAL_NETWORK);
        const here = await scoreWorld(world, scorecard);
        expect(await scoreWorld(world, scorecard, scattered)).toEqual(here);
      }),
      { ...RUNS, numRuns: 40 },
    );
  });

  test('Invariant: relabelling, and the order of ties', async () => {
    const order = fc.shuffledSubarray([...Array(PEOPLE + GROUPS).keys()], { minLength: PEOPLE + GROUPS });
    await fc.assert(
      fc.asyncProperty(worlds, order, async (world, old) => {
        const place = old.map((_, row) => old.indexOf(row));
        const moved: NetworkWorld = {
          subjects: old.map((row) => {
            const { owner, ...subject } = world.subjects[row]!;
            return { ...subject, ...(owner === undefined ? {} : { owner: place[owner]! }) };
          }),
          ties: (world.ties ?? [])
            .map(([one, other, s]) => [place[other]!, place[one]!, s] as const)
            .reverse(),
          members: (world.members ?? []).map(([member, group]) => [place[member]!, place[group]!] as const),
        };
        const [one, other] = [await solved(world, USUAL_NETWORK), await solved(moved, USUAL_NETWORK)];
        place.forEach((to, row) => {
          expect(other.table.network[to]).toBeCloseTo(one.table.network[row]!, 6);
          expect(other.table.outcome[to]).toBe(one.table.outcome[row]);
        });
      }),
      RUNS,
    );
  });

  test('the served line is whole points, and every ledger sums to a score on the scale', async () => {
    const run: RunFacts = {
      ...{ id: 'r', cut: { asOf: AS_OF }, scorecardHash: 'h', purpose: 'credit', basis: 'contract' },
    };
    await fc.assert(
      fc.asyncProperty(worlds, settings, fc.constantFrom(0, 30), async (world, network, points) => {
        const scorecard = networkScorecard(network, points);
        const table = await scoreWorld(world, scorecard);
        world.subjects.forEach((_, row) => {
          const card = explainScore(scoreRow(table, row), scorecard, run);
          if (card.score === null) return;
          const lines = card.ledger.filter(({ item }) => item === 'network');
          for (const line of lines) expect(Math.abs(line.points % THOUSAND)).toBe(0);
          expect(card.ledger.reduce((sum, line) => sum + line.points, 0)).toBe(card.score * THOUSAND);
          expect(card.score).toBeGreaterThanOrEqual(LOWEST_SCORE);
          expect(card.score).toBeLessThanOrEqual(HIGHEST_SCORE);
        });
      }),
      RUNS,
    );
  });

  test('a flag withholds a score and moves none', async () => {
    await fc.assert(
      fc.asyncProperty(worlds, fc.nat(LAST), async (world, row) => {
        const flagged = (outcome: 'scored' | 'restricted'): NetworkWorld => ({
          ...world,
          subjects: world.subjects.map((subject, index) =>
            index === row ? { ...subject, outcome } : subject,
          ),
        });
        const [free, held] = [
          await solved(flagged('scored'), USUAL_NETWORK),
          await solved(flagged('restricted'), USUAL_NETWORK),
        ];
        expect(columnsOfPeople(held.table)).toEqual(columnsOfPeople(free.table));
        expect(OUTCOMES[held.table.outcome[row]!]).toBe('restricted');
      }),
      RUNS,
    );
  });
});

/** 0 where nobody could be influenced. */
function influenceOf({ factors }: ScoreTable, row: number): number {
  const influence = factors[1]!.value[row]!;
  return Number.isNaN(influence) ? 0 : influence;
}

function columnsOfPeople(table: ScoreTable) {
  const columns = scoreColumns({ ...table, outcome: new Uint8Array(table.ids.length) });
  return columns.map((column) => column.slice(0, PEOPLE));
}

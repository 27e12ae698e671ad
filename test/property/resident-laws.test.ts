/** Laws of what is held in memory of a run, over small random worlds and what is altered in them. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CancelledError, InvalidInputError } from '../../src/domain/errors.ts';
import { kernelsHere, type KernelRunner } from '../../src/engine/kernels.ts';
import { loadResident, type Hypothesis, type Resident } from '../../src/engine/resident/resident.ts';
import { makeRun, scoreEveryone, type RunRequest } from '../../src/engine/run.ts';
import { sha256Hasher } from '../../src/host/sha256.ts';
import { scoreRow } from '../../src/scoring/score-table.ts';
import { ANN, AS_OF, worlds, type World } from '../support/altered-worlds.ts';
import { builtInProfile, fiveFactor } from '../support/built-in.ts';
import { factTables } from '../support/fact-tables.ts';
import { heldState } from '../support/held-state.ts';
import { CHANGES_IN_COMPANY, inCompany, SUPPOSED } from '../support/held-worlds.ts';
import { differing, rowDifferences } from '../support/resident-world.ts';
import { tableStore, type TableStore } from '../support/table-store.ts';

const HOUR = 3_600_000;
const RUNS = { seed: 20_250_615, numRuns: 25 };
const tools = { clock: { now: () => AS_OF }, hasher: sha256Hasher };

function asked(asOf: number): RunRequest {
  const rules = { scorecard: fiveFactor(), profile: builtInProfile(), basis: 'contract' } as const;
  return { asOf, ...rules, reportingCurrency: 'EUR', ...tools };
}

interface Held {
  readonly tables: TableStore;
  readonly resident: Resident;
}

async function held(world: World, kernels: KernelRunner = kernelsHere): Promise<Held> {
  const tables = tableStore();
  tables.add(() => factTables(world));
  const { run } = await scoreEveryone(tables.store, asked(AS_OF));
  return { tables, resident: await loadResident(tables.store, run, { ...tools, kernels }) };
}

const drawnWorlds = worlds.map(inCompany);
const changes = fc.uniqueArray(fc.constantFrom(...Object.keys(CHANGES_IN_COMPANY)), {
  minLength: 1,
  maxLength: 4,
});
const applied = (world: World, names: readonly string[]): World =>
  names.reduce((made, name) => CHANGES_IN_COMPANY[name]!(made), world);
const stepHours = fc.constantFrom(0, 6, 6, 30);

test('a touched run says what a full run over the same facts does', async () => {
  const steps = fc.array(fc.tuple(changes, stepHours), { minLength: 1, maxLength: 3 });
  let changed = 0;
  await fc.assert(
    fc.asyncProperty(drawnWorlds, steps, async (drawn, walked) => {
      const { tables, resident } = await held(drawn);
      let [world, asOf] = [drawn, AS_OF];
      for (const [names, hours] of walked) {
        world = applied(world, names);
        asOf += hours * HOUR;
        const now = world;
        tables.add(() => factTables(now));
        const result = await resident.advance({ asOf });
        const { scores: full, run } = await makeRun(tables.store, asked(asOf));
        expect(result.run.base).toBeDefined();
        expect(resident.scores().ids).toEqual(full.ids);
        expect(differing(result, resident.scores(), full)).toEqual([]);
        expect([result.run.subjects, result.run.scored]).toEqual([run.subjects, run.scored]);
        changed += result.changed.ids.length;
      }
    }),
    RUNS,
  );
  expect(changed).toBeGreaterThan(0);
});

describe('what is supposed', () => {
  test.each(SUPPOSED)('says what storing it and a full run would: $kind', async ({ suppose, store }) => {
    let asking = 0;
    await fc.assert(
      fc.asyncProperty(drawnWorlds, changes, async (drawn, names) => {
        const world = applied(drawn, names);
        const hypothesis = suppose(world);
        if (hypothesis === undefined) return;
        asking++;
        const { tables, resident } = await held(world);
        const { after } = await resident.whatIf('ann', [hypothesis]);
        tables.add(() => factTables(store(world)));
        const { scores: full } = await makeRun(tables.store, asked(AS_OF));
        const { run, nearEdges } = await resident.advance({ asOf: AS_OF });
        const { epsilons } = JSON.parse(run.touchedJson!) as { epsilons: Record<string, number> };
        if (nearEdges.some(({ subjectId }) => subjectId === 'ann')) return;
        expect(rowDifferences(after, scoreRow(full, ANN), { epsilons })).toEqual([]);
      }),
      { ...RUNS, numRuns: 8 },
    );
    expect(asking).toBeGreaterThan(0);
  });
});

describe('nothing is left', () => {
  /** What a step begins anew, or says of how it went, and what is only remembered of the scorecard. */
  const scratch = ['#view', '#ring', '#seen', '#looked', '#recompanied', '#moved', 'evaluated', '#edgesOf'];
  const stateOf = ({ tables, resident }: Held) => heldState(resident, { except: [tables.store], scratch });
  /** Where the bytes differ from what was held before. */
  function changedSince(before: ReadonlyMap<string, string>, about: Held): string[] {
    const now = stateOf(about);
    return [...new Set([...before.keys(), ...now.keys()])].filter(
      (path) => before.get(path) !== now.get(path),
    );
  }
  const hypothesesIn = (world: World): Hypothesis[] =>
    SUPPOSED.flatMap(({ suppose }) => suppose(world) ?? []);

  test('of what is supposed, nor where it is refused half way', async () => {
    await fc.assert(
      fc.asyncProperty(drawnWorlds, changes, async (drawn, names) => {
        const world = applied(drawn, names);
        const about = await held(world);
        const before = stateOf(about);
        const all = hypothesesIn(world);
        await about.resident.whatIf('ann', all);
        expect(changedSince(before, about)).toEqual([]);
        const refused = about.resident.whatIf('ann', [...all, { kind: 'end_tie', otherId: 'nobody' }]);
        await expect(refused).rejects.toBeInstanceOf(InvalidInputError);
        expect(changedSince(before, about)).toEqual([]);
      }),
      { ...RUNS, numRuns: 10 },
    );
  });

  test('of what is supposed, nor of a touched run, where a kernel fails on the way', async () => {
    await fc.assert(
      fc.asyncProperty(drawnWorlds, changes, stepHours, async (drawn, names, hours) => {
        const kernels = failingKernels();
        const about = await held(drawn, kernels.runner);
        about.tables.add(() => factTables(applied(drawn, names)));
        const before = stateOf(about);
        const works = [
          () => about.resident.whatIf('ann', hypothesesIn(drawn)),
          () => about.resident.advance({ asOf: AS_OF + hours * HOUR }),
        ];
        for (const work of works)
          for (let call = 0; await kernels.failsAt(call, work); call += 1 + (call >> 1))
            expect(changedSince(before, about)).toEqual([]);
      }),
      { ...RUNS, numRuns: 6 },
    );
  });

  test('of a touched run that is not kept, or is called off, and it comes out the same after', async () => {
    await fc.assert(
      fc.asyncProperty(drawnWorlds, changes, stepHours, async (drawn, names, hours) => {
        const about = await held(drawn);
        const asOf = AS_OF + hours * HOUR;
        about.tables.add(() => factTables(applied(drawn, names)));
        const before = stateOf(about);
        about.tables.failSaving(new Error('no room'));
        await expect(about.resident.advance({ asOf })).rejects.toThrow('no room');
        expect(changedSince(before, about)).toEqual([]);
        about.tables.failSaving(undefined);
        for (const stage of ['find whom', 'read the facts', 'make anew', 'save']) {
          const calling = new AbortController();
          const onProgress = (progress: { stage: string }) => {
            if (progress.stage.startsWith(stage)) calling.abort();
          };
          await about.resident
            .advance({ asOf, signal: calling.signal, onProgress })
            .catch((error: unknown) => {
              expect(error).toBeInstanceOf(CancelledError);
            });
          if (about.resident.run.cut.batch > 1) break;
          expect(changedSince(before, about)).toEqual([]);
        }
        await about.resident.advance({ asOf });
        const again = await held(drawn);
        again.tables.add(() => factTables(applied(drawn, names)));
        await again.resident.advance({ asOf });
        expect(about.resident.scores()).toEqual(again.resident.scores());
      }),
      { ...RUNS, numRuns: 10 },
    );
  });
});

/** Kernels that run here, until one is to fail. */
function failingKernels() {
  let left = Number.POSITIVE_INFINITY;
  const failure = new Error('a kernel failed');
  const runner: KernelRunner = {
    run: (...asked) => {
      if (left-- === 0) throw failure;
      return kernelsHere.run(...asked);
    },
  };
  return {
    runner,
    /** Whether the work failed since its kernels did after so many calls; else it was done. */
    failsAt: async (calls: number, work: () => Promise<unknown>): Promise<boolean> => {
      left = calls;
      try {
        await work();
        return false;
      } catch (error) {
        expect(error).toBe(failure);
        return true;
      } finally {
        left = Number.POSITIVE_INFINITY;
      }
    },
  };
}

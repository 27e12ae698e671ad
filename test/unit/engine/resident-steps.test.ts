import { expect, test } from 'vitest';
import { CancelledError } from '../../../src/domain/errors.ts';
import { NO_CURRENCY } from '../../../src/engine/columns/money.ts';
import { replayRun } from '../../../src/engine/replay.ts';
import type { GraphStore, RunRecord } from '../../../src/engine/ports.ts';
import { loadResident } from '../../../src/engine/resident/resident.ts';
import { scoreEveryone } from '../../../src/engine/run.ts';
import { sha256Hasher } from '../../../src/host/sha256.ts';
import { openDuckdbStore } from '../../../src/stores/duckdb/store.ts';
import { builtInProfile, fiveFactor } from '../../support/built-in.ts';
import { NOW } from '../../support/intake-folders.ts';
import { importRows } from '../../support/resident-world.ts';

const tools = { clock: { now: () => NOW }, hasher: sha256Hasher };
const rules = { scorecard: fiveFactor(), profile: builtInProfile(), basis: 'contract' } as const;
const at = (day: number) => `2024-05-${String(day).padStart(2, '0')}T00:00:00Z`;

const ada = { id: 'ada', registered_at: at(1) };

const loan = (id: string, day: number, currency: string) => {
  return { id, debtor_id: 'ada', kind: 'loan', currency, principal_minor: '500', opened_at: at(day) };
};
const inDebt = { users: [ada], obligations: [loan('l-1', 2, 'EUR')] };

/** What is done after a run of 10 May over such facts. */
async function afterRun<T>(
  facts: Parameters<typeof importRows>[1],
  work: (store: GraphStore, run: RunRecord) => Promise<T>,
): Promise<T> {
  const store = await openDuckdbStore(':memory:', { threads: 1 });
  try {
    await store.migrate();
    await importRows(store, facts);
    const { run } = await scoreEveryone(store, { ...rules, ...tools, asOf: Date.parse(at(10)) });
    return await work(store, run);
  } finally {
    await store.close();
  }
}

/** A run of 10 May with a loan in one currency, or none, and what comes of another loan on the 11th. */
function afterLoans(first: string | undefined, second: string) {
  const obligations = first === undefined ? [] : [loan('l-1', 2, first)];
  return afterRun({ users: [ada], obligations }, async (store, run) => {
    const resident = await loadResident(store, run, tools);
    await importRows(store, { obligations: [loan('l-2', 11, second)] });
    return resident.advance({ asOf: Date.parse(at(12)) });
  });
}

test('amounts of which no currency is known go on in a touched run', async () => {
  const { run } = await afterLoans(NO_CURRENCY, NO_CURRENCY);
  expect(run.base).toBeDefined();
  expect(run.reportingCurrency).toBe('XXX');
});

test('the first currency of all makes it a full run, which reports in it', async () => {
  const { run, whyFull } = await afterLoans(undefined, 'EUR');
  expect(whyFull).toBe('currency');
  expect(run.base).toBeUndefined();
  expect(run.reportingCurrency).toBe('EUR');
});

test('another month makes it a full run, and loading a run is called off between stages', () =>
  afterRun({ users: [ada] }, async (store, run) => {
    const resident = await loadResident(store, run, tools);
    const { run: touched, whyFull: none } = await resident.advance({ asOf: Date.parse(at(11)) });
    expect(none).toBeUndefined();
    for (const stage of ['score', 'find whom new facts touch', 'make anew what they change']) {
      const calling = new AbortController();
      const loading = loadResident(store, touched, {
        ...tools,
        signal: calling.signal,
        onProgress: (progress) => {
          if (progress.stage === stage) calling.abort();
        },
      });
      await expect(loading).rejects.toBeInstanceOf(CancelledError);
    }
    const later = await resident.advance({ asOf: Date.parse('2024-06-02T00:00:00Z') });
    expect(later.whyFull).toBe('other_month');
  }));

test('who comes in within the day is counted once, and nobody in place of nobody', () =>
  afterRun(inDebt, async (store, run) => {
    const resident = await loadResident(store, run, tools);
    const noon = '2024-05-10T12:00:00Z';
    await importRows(store, {
      users: [
        { id: 'bea', registered_at: noon },
        { id: 'cid', registered_at: noon },
      ],
      obligations: [{ ...loan('l-2', 10, 'EUR'), debtor_id: 'bea', opened_at: noon }],
    });
    const asOf = Date.parse('2024-05-10T13:00:00Z');
    const { run: touched, changed } = await resident.advance({ asOf });
    const { run: full } = await scoreEveryone(store, { ...rules, ...tools, asOf });
    expect(touched.base).toBeDefined();
    expect([touched.subjects, touched.scored]).toEqual([full.subjects, full.scored]);
    expect(JSON.parse(touched.populationJson!)).toEqual(JSON.parse(full.populationJson!));
    expect(await replayRun(store, touched.id, tools)).toMatchObject({ isEqual: true });
    await store.saveRun({ ...touched, subjects: 999 }, changed);
    expect(await replayRun(store, touched.id, tools)).toMatchObject({
      ...{ isEqual: false, difference: { column: 'subjects', stored: 999, recomputed: 3 } },
    });
  }));

test('nothing is measured of who comes in after another who deals with nobody either', () =>
  afterRun(inDebt, async (store, run) => {
    const resident = await loadResident(store, run, tools);
    for (const [id, hour] of [
      ['bea', 12],
      ['cid', 14],
    ] as const) {
      await importRows(store, { users: [{ id, registered_at: `2024-05-10T${hour}:00:00Z` }] });
      await resident.advance({ asOf: Date.parse(`2024-05-10T${hour + 1}:00:00Z`) });
    }
    const { ids, factors } = resident.scores();
    expect(ids).toEqual(['ada', 'bea', 'cid']);
    for (const factor of factors.filter(({ factorId }) =>
      /follow-through|standing|goodness|fairness/.test(factorId),
    ))
      expect([...factor.value], factor.factorId).toEqual([Number.NaN, Number.NaN, Number.NaN]);
  }));

test('what a supposition does not change is told as it stands, be it of an earlier hour of the day', () =>
  afterRun(inDebt, async (store, run) => {
    const resident = await loadResident(store, run, tools);
    await importRows(store, { users: [{ id: 'bea', registered_at: '2024-05-10T12:00:00Z' }] });
    await resident.advance({ asOf: Date.parse('2024-05-10T18:00:00Z') });
    const { before, after } = await resident.whatIf('ada', [{ kind: 'settle', obligationId: 'l-1' }]);
    const others = after.factors.filter(
      ({ value }, place) => !Object.is(value, before.factors[place]!.value),
    );
    const names = others.map(({ factorId }) => factorId);
    expect(names).toEqual(['instalment-debt']);
  }));

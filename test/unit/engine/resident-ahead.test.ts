/** What is held of near edges and of the rest of the day says what looking at everybody would. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LAGS } from '../../../src/engine/resident/epsilon.ts';
import { NearEdges } from '../../../src/engine/resident/near-edges.ts';
import { standAt, stepTo, type Standing } from '../../../src/engine/resident/standing.ts';
import { sweep, type Swept } from '../../../src/engine/resident/sweep.ts';
import { monthLater } from '../../../src/engine/columns/coming-dues.ts';
import { sha256Hasher } from '../../../src/host/sha256.ts';
import { builtInProfile, fiveFactor } from '../../support/built-in.ts';
import { NOW } from '../../support/intake-folders.ts';
import { importRows, residentWorld, type ResidentWorld } from '../../support/resident-world.ts';

const tools = { clock: { now: () => NOW }, hasher: sha256Hasher };
const rules = { scorecard: fiveFactor(), profile: builtInProfile(), basis: 'contract' } as const;
const at = (text: string) => Date.parse(text);

let world: ResidentWorld;
beforeAll(async () => {
  world = await residentWorld(250, 5);
  const opened_at = '2025-11-01T00:00:00Z';
  await importRows(world.store, {
    users: [{ id: 'ada', registered_at: opened_at }],
    obligations: [
      { ...{ id: 'l', debtor_id: 'ada', kind: 'loan' }, currency: 'CNY', principal_minor: '500', opened_at },
    ],
    dues: [{ obligation_id: 'l', seq: '1', due_at: '2026-01-10T12:00:00Z', amount_minor: '500' }],
  });
}, 60_000);
afterAll(async () => {
  await world.store.close();
});

function sweptAt({ state: { columns, scores } }: Standing, asOf: number): Swept {
  return { columns, scores, asOf, scorecard: rules.scorecard };
}

async function goTo(standing: Standing, asOf: number): Promise<Standing> {
  const batch = await world.store.latestBatch(asOf);
  return (await stepTo(world.store, standing, { to: { asOf, batch }, ...tools })).standing;
}

/** The obligations' debtors of whom a due comes to lie within the month ahead, looked for among all dues. */
function debtorsBetween({ state: { tables } }: Standing, from: number, to: number): Set<number> {
  const { dues, obligations } = tables.held;
  const debtors = new Set<number>();
  for (let row = 0; row < dues.length; row++) {
    const at = dues.columns.due_at[row]!;
    if (dues.isThere(row) && at >= monthLater(from) && at < monthLater(to))
      debtors.add(obligations.columns.debtor[dues.columns.obligation[row]!]!);
  }
  return debtors;
}

test('hour after hour of a day', async () => {
  const hours = ['04:00', '09:00', '13:30', '21:00', '23:59'].map((hour) => at(`2025-12-10T${hour}Z`));
  const asked = { asOf: at('2025-12-10T01:00Z'), ...rules, ...tools, reportingCurrency: 'CNY' };
  let standing = await standAt(world.store, asked);
  const found = { near: 0, aged: 0, due: 0 };
  for (const asOf of hours) {
    const { state, run } = standing;
    const due = state.laterToday.fallingDue(state.tables, { from: run.cut.asOf, to: asOf });
    expect(due).toEqual(debtorsBetween(standing, run.cut.asOf, asOf));
    const aged = state.laterToday.aged(sweptAt(standing, asOf));
    const all = sweep(sweptAt(standing, asOf), { factorIds: Object.keys(LAGS) });
    expect(new Set(aged)).toEqual(new Set(all));
    standing = await goTo(standing, asOf);
    const idOf = (subject: number) => String(subject);
    const near = standing.state.nearEdges.list(idOf);
    expect(near).toEqual(new NearEdges(sweptAt(standing, asOf)).list(idOf));
    found.near += near.length;
    found.aged += aged.length;
    found.due += due.size;
  }
  expect(Math.min(found.near, found.due)).toBeGreaterThan(0);
}, 60_000);

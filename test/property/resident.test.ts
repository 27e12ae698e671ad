/** Runs that recompute what changed say what full runs do, and what is only supposed leaves no trace. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Hypothesis, Resident } from '../../src/engine/resident/resident.ts';
import { loadResident } from '../../src/engine/resident/resident.ts';
import { sha256Hasher } from '../../src/host/sha256.ts';
import { InvalidInputError, NotFoundError } from '../../src/domain/errors.ts';
import type { FactTables } from '../../src/engine/fact-tables.ts';
import { scoreRow } from '../../src/scoring/score-table.ts';
import { NOW } from '../support/intake-folders.ts';
import { query } from '../support/intake-store.ts';
import {
  differing,
  fullScores,
  importRows,
  residentAt,
  residentWorld,
  rowDifferences,
  type ResidentWorld,
} from '../support/resident-world.ts';
import type { RawFacts, RawRow } from '../support/staging.ts';

const at = (text: string) => Date.parse(text);

describe('a touched run', () => {
  let world: ResidentWorld;
  beforeAll(async () => {
    world = await residentWorld(250, 5);
  }, 60_000);
  afterAll(async () => {
    await world.store.close();
  });

  const HOURS = ['2025-12-10T12:00Z', '2025-12-10T20:00Z', '2025-12-12T09:00Z', '2025-12-12T21:00Z'];

  test('says what a full run as of the same instant does, hour after hour and day after day', async () => {
    const resident = await residentAt(world.store, at('2025-12-10T06:00Z'));
    for (const asOf of HOURS) {
      const result = await resident.advance({ asOf: at(asOf) });
      const [scores, full] = [resident.scores(), await fullScores(world.store, at(asOf))];
      expect(result.run.base).toBeDefined();
      expect(scores.ids).toEqual(full.ids);
      expect(differing(result, scores, full)).toEqual([]);
    }
  }, 60_000);

  test('comes out again, byte for byte, when its chain is repeated', async () => {
    const resident = await residentAt(world.store, at('2025-12-14T06:00Z'));
    await resident.advance({ asOf: at('2025-12-14T13:00Z') });
    await resident.advance({ asOf: at('2025-12-14T22:00Z') });
    const last = await resident.advance({ asOf: at('2025-12-15T08:00Z') });
    const tools = { clock: { now: () => NOW }, hasher: sha256Hasher };
    const again = await loadResident(world.store, last.run, tools);
    expect(again.scores()).toEqual(resident.scores());
    expect(await world.store.readScores(last.run)).toEqual(resident.scores());
  }, 60_000);
});

describe('what is only supposed', () => {
  const AS_OF = at('2025-12-20T10:00Z');
  const BEFORE = new Date(AS_OF - 1).toISOString();
  let world: ResidentWorld;
  let resident: Resident;
  let tables: FactTables;
  beforeAll(async () => {
    world = await residentWorld(250, 8);
    resident = await residentAt(world.store, AS_OF);
    tables = await world.store.project(resident.run.cut, { purpose: 'credit' });
  }, 60_000);
  afterAll(async () => {
    await world.store.close();
  });

  /** Asks, imports the same as facts, and holds the answer against a full run; then goes on from there. */
  async function holds(subjectId: string, change: Hypothesis, facts: RawFacts): Promise<void> {
    const stood = resident.scores();
    const row = stood.ids.indexOf(subjectId);
    const { before, after } = await resident.whatIf(subjectId, [change]);
    expect(before).toEqual(scoreRow(stood, row));
    expect(resident.scores()).toEqual(stood);
    // Were anything left of it, the second answer would be another.
    expect(await resident.whatIf(subjectId, [change])).toMatchObject({ before, after });
    await importRows(world.store, facts);
    const full = await fullScores(world.store, AS_OF);
    const result = await resident.advance({ asOf: AS_OF });
    const { epsilons } = JSON.parse(result.run.touchedJson!) as { epsilons: Record<string, number> };
    expect(rowDifferences(after, scoreRow(full, row), { epsilons })).toEqual([]);
    expect(differing(result, resident.scores(), full)).toEqual([]);
  }

  /** Rows of a fact kind as they were imported, with what is known of them since. */
  async function withMore(kind: string, where: string, more: RawRow): Promise<RawRow[]> {
    const rows = await query(
      `SELECT * FROM read_parquet('${world.facts}/${kind}.parquet') f WHERE ${where} AND recorded_at < '${BEFORE}'
       ORDER BY recorded_at DESC`,
    );
    return rows.slice(0, 1).map((row) => ({ ...textsOf(row), ...more, recorded_at: BEFORE }));
  }

  test('is what a full run over the same facts says, for dues that are paid', async () => {
    const { obligation, seq, missing } = firstOpenDue(tables);
    const [obligationId, subjectId] = [tables.obligations.id[obligation]!, debtorOf(tables, obligation)];
    await holds(
      subjectId,
      { kind: 'pay_due', obligationId, seq },
      {
        payments: [
          { id: 'supposed', obligation_id: obligationId, occurred_at: BEFORE, amount_minor: missing },
        ],
      },
    );
  }, 60_000);

  test('for a debt that is settled', async () => {
    const open = tables.obligations.settled_at.findIndex((settled) => Number.isNaN(settled));
    const obligationId = tables.obligations.id[open]!;
    const obligations = await withMore('obligations', `id = '${obligationId}'`, { settled_at: BEFORE });
    await holds(debtorOf(tables, open), { kind: 'settle', obligationId }, { obligations });
  }, 60_000);

  test('for a tie that ends', async () => {
    // One that is told once, and of which nothing more comes to be known later.
    const [pair] = await query(
      `SELECT from_id, to_id FROM read_parquet('${world.facts}/ties.parquet') t GROUP BY ALL
       HAVING max(recorded_at) < '${BEFORE}' AND max(until) IS NULL AND count(accepted_at) = 1
       ORDER BY ALL LIMIT 1`,
    );
    const [one, other] = [String(pair!['from_id']), String(pair!['to_id'])];
    const ties = await withMore('ties', `from_id = '${one}' AND to_id = '${other}'`, { until: BEFORE });
    await holds(one, { kind: 'end_tie', otherId: other }, { ties });
  }, 60_000);

  test('for a group that is joined, and one that is left', async () => {
    const [subjectId, groupId] = [tables.member_of.source, tables.member_of.target].map(
      (ends) => tables.subjects.id[ends[0]!]!,
    ) as [string, string];
    const where = `subject_id = '${subjectId}' AND group_id = '${groupId}'`;
    const memberships = await withMore('memberships', where, { until: BEFORE });
    await holds(subjectId, { kind: 'leave_group', groupId }, { memberships });
    const other = tables.subjects.id.find((id, row) => tables.subjects.kind[row] === 0 && id !== subjectId)!;
    await holds(
      other,
      { kind: 'join_group', groupId },
      { memberships: [{ subject_id: other, group_id: groupId, since: BEFORE }] },
    );
  }, 60_000);

  test('for somebody who stands for a debt', async () => {
    const debtor = debtorOf(tables, 0);
    const guarantor = tables.subjects.id.find((id, row) => tables.subjects.kind[row] === 0 && id !== debtor)!;
    const guarantee = { guarantor_id: guarantor, debtor_id: debtor, since: BEFORE, amount_minor: 50_000 };
    await holds(
      debtor,
      { kind: 'add_guarantor', guarantorId: guarantor, amountMinor: 50_000 },
      { guarantees: [guarantee] },
    );
  }, 60_000);

  test('is refused where it cannot be', async () => {
    const debtor = debtorOf(tables, 0);
    const refused: Hypothesis[] = [
      { kind: 'pay_due', obligationId: 'nobody-owes-this', seq: 0 },
      { kind: 'pay_due', obligationId: tables.obligations.id[0]!, seq: 9999 },
      { kind: 'settle', obligationId: 'nobody-owes-this' },
      { kind: 'end_tie', otherId: 'nobody' },
      { kind: 'end_tie', otherId: debtor },
      { kind: 'join_group', groupId: debtor },
      { kind: 'leave_group', groupId: 'no-group' },
      { kind: 'add_guarantor', guarantorId: debtor },
    ];
    for (const change of refused)
      await expect(resident.whatIf(debtor, [change])).rejects.toBeInstanceOf(InvalidInputError);
    await expect(resident.whatIf(debtor, [])).rejects.toBeInstanceOf(InvalidInputError);
    await expect(resident.whatIf('nobody', [refused[0]!])).rejects.toBeInstanceOf(NotFoundError);
    await expect(resident.advance({ asOf: AS_OF - 1 })).rejects.toBeInstanceOf(InvalidInputError);
  });
});

function debtorOf({ obligations, subjects }: FactTables, obligation: number): string {
  return subjects.id[obligations.debtor[obligation]!]!;
}

/** The oldest due that is not covered by all that was paid on its obligation, and what is missing for it. */
function firstOpenDue({ obligations, dues, payments }: FactTables) {
  for (let obligation = 0; obligation < obligations.id.length; obligation++) {
    if (!Number.isNaN(obligations.settled_at[obligation])) continue;
    let paid = 0;
    payments.obligation.forEach((of, row) => (paid += of === obligation ? payments.amount[row]! : 0));
    const rows = [...dues.obligation.keys()].filter((row) => dues.obligation[row] === obligation);
    rows.sort((one, other) => dues.due_at[one]! - dues.due_at[other]!);
    let called = 0;
    for (const row of rows) {
      called += dues.amount[row]!;
      if (called > paid) return { obligation, seq: dues.seq[row]!, missing: called - paid };
    }
  }
  throw new Error('nobody owes anything');
}

function textsOf(row: Readonly<Record<string, unknown>>): RawRow {
  const cells = Object.entries(row).filter(([, value]) => value !== undefined);
  return Object.fromEntries(
    cells.map(([name, value]) => [
      name,
      /_at$|^since$|^until$/.test(name)
        ? new Date(Number(value)).toISOString()
        : name === 'strength'
          ? Number(value) / 1_000_000
          : (value as string | number),
    ]),
  );
}

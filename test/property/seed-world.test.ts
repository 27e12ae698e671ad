import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { ENDS_AT } from '../../seed/generate-world.ts';
import { makeWorld } from '../../seed/make-world.ts';
import { columnsOf, keepsRule, ruleExpectation } from '../../src/domain/fact-declaration.ts';
import { columnOf, type ReferenceTarget } from '../../src/domain/columns.ts';
import { FACT_KINDS, factDeclaration, PROVENANCE, type FactKind } from '../../src/domain/facts.ts';
import { normaliseIdentifier, type IdentifierKind } from '../../src/domain/identifiers.ts';
import { formatInstant } from '../../src/domain/time.ts';
import { rowsOf, type GeneratedRow } from '../unit/seed/fact-rows.ts';

const SEED = 20251231;
const worlds = fc.record({
  subjects: fc.integer({ min: 200, max: 500 }),
  seed: fc.nat(),
  networkSignal: fc.double({ min: -1, max: 1, noNaN: true }),
  each: fc.constantFrom(4, 12, 40, 90),
});
const settings = { numRuns: 4, seed: SEED, endOnFailure: true };

/** Instants that may lie ahead of what is known: schedules, and the day on which a card payment clears. */
const PLANNED = new Set(['dues.due_at', 'transactions.status_at']);

describe(`every generated world (fast-check seed ${SEED})`, () => {
  test.prop([worlds], settings)(
    'holds facts only that an import takes, and keeps its own laws',
    ({ each, ...options }) => {
      const world = makeWorld({ ...options, transactions: each * options.subjects });
      const rows = new Map(FACT_KINDS.map((kind) => [kind, rowsOf(world, kind)]));
      expect(world.facts.map(({ kind }) => kind)).toEqual(FACT_KINDS);
      const complaints = FACT_KINDS.flatMap((kind) => [
        ...unreadable(kind, rows.get(kind)!),
        ...outOfTime(kind, rows.get(kind)!),
        ...badVersions(kind, rows.get(kind)!),
      ]);
      complaints.push(...unresolved(rows), ...unusableIdentifiers(rows));
      expect(new Set(rows.get('transactions')!.map(({ id }) => id)).size).toBe(each * options.subjects);
      expect(complaints.slice(0, 5)).toEqual([]);
    },
  );
});

type Rows = ReadonlyMap<FactKind, readonly GeneratedRow[]>;

/** Every row passes its kind's schema and row rules, as text just as a file would have it. */
function unreadable(kind: FactKind, rows: readonly GeneratedRow[]): string[] {
  const declaration = factDeclaration(kind);
  const instants = new Set(
    columnsOf(declaration).flatMap(({ name, column }) => (column.type === 'instant' ? [name] : [])),
  );
  const reader = declaration.schema.extend(
    'source' in declaration.schema.shape ? { recorded_at: PROVENANCE.recorded_at } : PROVENANCE,
  );
  return rows.flatMap((row) => {
    const written = Object.entries({ ...row, recorded_at: row['recorded_at']! }).map(([name, cell]) => [
      name,
      instants.has(name) || name === 'recorded_at' ? formatInstant(Number(cell)) : String(cell),
    ]);
    const read = reader.safeParse(Object.fromEntries(written));
    if (!read.success) return [`${kind}: ${read.error.message} in ${JSON.stringify(row)}`];
    const broken = declaration.rules.filter((rule) => !keepsRule(read.data, rule));
    return broken.map((rule) => `${kind}: expected ${ruleExpectation(rule)} in ${JSON.stringify(row)}`);
  });
}

/** Nothing happens or is recorded at the end or later, and nothing is known before it happened. */
function outOfTime(kind: FactKind, rows: readonly GeneratedRow[]): string[] {
  const { eventTime } = factDeclaration(kind);
  const instants = columnsOf(factDeclaration(kind)).filter(
    ({ name, column }) => column.type === 'instant' && !PLANNED.has(`${kind}.${name}`),
  );
  return rows.flatMap((row) => {
    const recordedAt = Number(row['recorded_at']);
    const known = instants.flatMap(({ name }) => (row[name] === undefined ? [] : [Number(row[name])]));
    const happened = typeof eventTime === 'string' ? Number(row[eventTime]) : 0;
    const isTimely = recordedAt < ENDS_AT && happened < ENDS_AT && known.every((at) => at <= recordedAt);
    return isTimely ? [] : [`${kind}: out of time in ${JSON.stringify(row)}`];
  });
}

/** Versions of one fact were recorded one after the other, each with other content. */
function badVersions(kind: FactKind, rows: readonly GeneratedRow[]): string[] {
  const { key } = factDeclaration(kind);
  const last = new Map<string, GeneratedRow>();
  return rows.flatMap((row) => {
    const name = JSON.stringify(key.map((column) => row[column]));
    const before = last.get(name);
    last.set(name, row);
    if (before === undefined) return [];
    const isLater = Number(row['recorded_at']) > Number(before['recorded_at']);
    const isOther =
      JSON.stringify({ ...row, recorded_at: 0 }) !== JSON.stringify({ ...before, recorded_at: 0 });
    return isLater && isOther
      ? []
      : [`${kind}: ${JSON.stringify(row)} does not follow ${JSON.stringify(before)}`];
  });
}

/** Ids are unique across kinds, every reference resolves, and nobody acts before having joined. */
function unresolved(rows: Rows): string[] {
  const since = new Map<string, number>();
  const named = new Map<ReferenceTarget, Set<string>>();
  const complaints: string[] = [];
  const declare = (kind: FactKind, opened: string, targets: readonly ReferenceTarget[]): void => {
    const ids = new Map(rows.get(kind)!.map((row) => [String(row['id']), Number(row[opened])]));
    for (const [id, at] of ids) {
      if (since.has(id)) complaints.push(`${id} names two things`);
      since.set(id, at);
      for (const target of targets) named.set(target, (named.get(target) ?? new Set()).add(id));
    }
  };
  declare('users', 'registered_at', ['user', 'member', 'subject']);
  declare('merchants', 'registered_at', ['member', 'subject']);
  declare('groups', 'since', ['group', 'subject']);
  declare('obligations', 'opened_at', ['obligation']);
  for (const kind of FACT_KINDS) {
    const { eventTime, schema } = factDeclaration(kind);
    const references = Object.entries(schema.shape).flatMap(([name, field]) => {
      const column = columnOf(field as Parameters<typeof columnOf>[0]);
      return 'references' in column ? [{ name, target: column.references }] : [];
    });
    for (const row of rows.get(kind)!) {
      for (const { name, target } of references) {
        const id = row[name];
        if (id === undefined) continue;
        const joined = named.get(target)?.has(String(id)) === true ? since.get(String(id))! : Infinity;
        const happened = typeof eventTime === 'string' ? Number(row[eventTime]) : Number(row['recorded_at']);
        if (joined > happened)
          complaints.push(`${kind}.${name}: ${id} is not there yet in ${JSON.stringify(row)}`);
      }
    }
  }
  return complaints;
}

/** Sightings name identifiers that an import can normalise, and so hash. */
function unusableIdentifiers(rows: Rows): string[] {
  return rows
    .get('sightings')!
    .filter(
      (seen) => normaliseIdentifier(seen['kind'] as IdentifierKind, String(seen['value'])) === undefined,
    )
    .map((seen) => `sightings.value: ${String(seen['value'])} is no ${String(seen['kind'])}`);
}

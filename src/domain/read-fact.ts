import { columnOf, expectation, readValue } from './columns.ts';
import { columnsOf, keepsRule, movableEvent, ruleExpectation, type NamedColumn } from './fact-declaration.ts';
import { factDeclaration, PROVENANCE, type FactKind } from './facts.ts';
import {
  IDENTIFIER_EXPECTATIONS,
  identifierMessage,
  normaliseIdentifier,
  type IdentifierKind,
} from './identifiers.ts';
import { formatInstant, type Instant } from './time.ts';

/** One row as it came: by column, absent where undefined or null. */
export type FactRecord = Readonly<Record<string, unknown>>;

/** Values as stored, provenance included; `retracted` is always there. */
type StoredFact = Readonly<Record<string, string | number | boolean>>;

export interface ReadOptions {
  /** No fact may have been recorded later than this. */
  readonly now: Instant;
  /**
   * Takes an identifier's message (`phone:+4917...`) and gives what is kept in its place: `k<version>:` and the
   * HMAC-SHA256 in hexadecimal. Without a key it must throw, so that no clear identifier is ever kept.
   */
  readonly hashIdentifier: (message: string) => string;
}

/** `came` is the text as it came, unmasked; undefined where the value is absent. */
interface FactFault {
  readonly ok: false;
  readonly reason: FaultReason;
  readonly column: string;
  readonly expected: string;
  readonly came: string | undefined;
}
/** Why a row is no fact. */
type FaultReason = 'unknown_column' | 'missing_value' | 'invalid_value' | 'broken_rule';
export type FactReading = { readonly ok: true; readonly fact: StoredFact } | FactFault;

/** The columns a row of the kind may carry: its own, then those of PROVENANCE that it does not declare itself. */
export function allColumnsOf(kind: FactKind): readonly NamedColumn[] {
  const own = columnsOf(factDeclaration(kind));
  const provenance = Object.entries(PROVENANCE)
    .filter(([name]) => own.every((column) => column.name !== name))
    .map(([name, schema]) => ({ name, required: false, inKey: false, column: columnOf(schema) }));
  return [...own, ...provenance];
}

/** What is expected of a column's name. */
export function knownExpectation(columns: readonly NamedColumn[]): string {
  return `one of the columns ${columns.map(({ name }) => name).join(', ')}`;
}

/** What is expected of `recorded_at` beyond being an instant. */
export function recordedExpectation(now: Instant): string {
  return `an instant not after the import's own, ${formatInstant(now)}`;
}

/** What is expected of an event that cannot be known before it happens; see `movableEvent`. */
export const HAPPENED_EXPECTATION = "an instant not after recorded_at, nor after the import's own";

/**
 * Reads one row of a kind, with the verdict that the SQL of an import gives for the same row: the first column in
 * declared order that fails, then the rules, then the provenance. A retracted row needs its key alone; its other
 * columns are not read.
 */
export function readFact(kind: FactKind, record: FactRecord, options: ReadOptions): FactReading {
  const columns = allColumnsOf(kind);
  const unknown = Object.keys(record).find((name) => columns.every((column) => column.name !== name));
  if (unknown !== undefined) return unknownColumn(unknown, columns);
  const own = columns.filter(
    ({ name }) => !(name in PROVENANCE) || name in factDeclaration(kind).schema.shape,
  );
  const isRetracted = textOf(record['retracted']) === 'true';

  const fact: Record<string, string | number | boolean> = {};
  for (const column of own) {
    if (isRetracted && !column.inKey) continue;
    const fault = readInto(fact, column, record);
    if (fault !== undefined) return fault;
    const identifier = kind === 'sightings' && column.name === 'value' ? protect(fact, options) : undefined;
    if (identifier !== undefined) return identifier;
  }
  const broken = isRetracted ? undefined : firstBrokenRule(kind, fact, record);
  if (broken !== undefined) return broken;
  for (const column of columns.filter((candidate) => !own.includes(candidate))) {
    const context = { record, now: options.now };
    const fault = readInto(fact, column, record) ?? inFuture(fact, column, context);
    if (fault !== undefined) return fault;
    const premature =
      isRetracted || column.name !== 'recorded_at' ? undefined : foreseen(kind, fact, context);
    if (premature !== undefined) return premature;
  }
  return { ok: true, fact: { ...fact, retracted: isRetracted } };
}

/** A scalar's text; undefined for what is absent, and text that fits no column for anything nested. */
function textOf(value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : NESTED;
}

/** Stands for an object or a list where a scalar belongs: its control character fails every column. */
export const NESTED = '\u0000nested';

function readInto(
  fact: Record<string, string | number | boolean>,
  { name, required, column }: NamedColumn,
  record: FactRecord,
): FactFault | undefined {
  const came = textOf(record[name]);
  if (came === undefined) {
    if (!required) return undefined;
    return faultOf({ reason: 'missing_value', column: name, expected: expectation(column), came });
  }
  const value = readValue(column, came);
  if (value === undefined)
    return faultOf({ reason: 'invalid_value', column: name, expected: expectation(column), came });
  fact[name] = value;
  return undefined;
}

function protect(
  fact: Record<string, string | number | boolean>,
  { hashIdentifier }: ReadOptions,
): FactFault | undefined {
  const kind = fact['kind'] as IdentifierKind;
  const came = String(fact['value']);
  const normalised = normaliseIdentifier(kind, came);
  if (normalised === undefined)
    return faultOf({
      reason: 'invalid_value',
      column: 'value',
      expected: IDENTIFIER_EXPECTATIONS[kind],
      came,
    });
  fact['value'] = hashIdentifier(identifierMessage(kind, normalised));
  return undefined;
}

function firstBrokenRule(kind: FactKind, fact: StoredFact, record: FactRecord): FactFault | undefined {
  const rule = factDeclaration(kind).rules.find((candidate) => !keepsRule(fact, candidate));
  if (rule === undefined) return undefined;
  const column = rule.columns[1];
  return faultOf({
    reason: 'broken_rule',
    column,
    expected: ruleExpectation(rule),
    came: textOf(record[column]),
  });
}

function inFuture(
  fact: StoredFact,
  { name }: NamedColumn,
  { record, now }: { record: FactRecord; now: Instant },
): FactFault | undefined {
  if (name !== 'recorded_at' || Number(fact['recorded_at'] ?? now) <= now) return undefined;
  const expected = recordedExpectation(now);
  return faultOf({ reason: 'invalid_value', column: name, expected, came: textOf(record[name]) });
}

function foreseen(
  kind: FactKind,
  fact: StoredFact,
  { record, now }: { record: FactRecord; now: Instant },
): FactFault | undefined {
  const event = movableEvent(factDeclaration(kind));
  if (event === undefined || Number(fact[event]) <= Number(fact['recorded_at'] ?? now)) return undefined;
  const came = textOf(record[event]);
  return faultOf({ reason: 'broken_rule', column: event, expected: HAPPENED_EXPECTATION, came });
}

function unknownColumn(column: string, columns: readonly NamedColumn[]): FactFault {
  return faultOf({ reason: 'unknown_column', column, expected: knownExpectation(columns), came: column });
}

function faultOf(fault: Omit<FactFault, 'ok'>): FactFault {
  return { ok: false, ...fault };
}

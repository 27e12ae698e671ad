/**
 * The SQL twin of `readFact`, generated from the declarations: one SELECT that turns the text columns of a source into
 * stored values and says of each row what is wrong with it, if anything. It reads every row once.
 */
import { expectation, type Column } from '../domain/columns.ts';
import { movableEvent, ruleExpectation, type NamedColumn, type RowRule } from '../domain/fact-declaration.ts';
import { factDeclaration, type FactKind } from '../domain/facts.ts';
import { IDENTIFIER_EXPECTATIONS } from '../domain/identifiers.ts';
import {
  allColumnsOf,
  HAPPENED_EXPECTATION,
  knownExpectation,
  recordedExpectation,
} from '../domain/read-fact.ts';
import type { Instant } from '../domain/time.ts';
import { isWithinSql, parsedSql, storedSql, storedType, timestampSql } from './column-sql.ts';
import { hmacSql, normalisedSql } from './identifier-sql.ts';
import { clippedSql, maskedKeySql, maskedSql } from './mask-sql.ts';
import { literal, quoted } from './sql-text.ts';

/** Columns of a source relation beside the fact's own, and of the checked rows. No fact column starts with #. */
export const BROKEN = '#broken';
/** A column of the record that the kind does not know, NULL where there is none. */
export const UNKNOWN = '#unknown';
/** What is wrong with a row, NULL where nothing is: a list with the places of FAULT_PARTS. */
export const FAULT = '#fault';
/** The parts of a fault, all text, masked where they may name a person. */
const FAULT_PARTS = ['reason', 'column', 'expected', 'came', 'key'] as const;

export interface FactCheck {
  readonly kind: FactKind;
  /**
   * A SELECT with every column of `allColumnsOf(kind)` as VARCHAR, and BROKEN: what is wrong with the record as a
   * whole, NULL where it can be read; and UNKNOWN.
   */
  readonly relation: string;
  readonly now: Instant;
  /** Version of the key whose pads are bound; only sightings need it. */
  readonly keyVersion: number | undefined;
}

type FaultPart = (typeof FAULT_PARTS)[number];

/** One way to fail, in the order in which they are asked; the pieces are SQL over the parsed row. */
interface Fault {
  readonly when: string;
  readonly reason: string;
  readonly column: string;
  readonly expected: string;
  readonly came: string;
}

const BACK = quoted('#back');
const NUMBER = quoted('#number');
const parsedName = (name: string): string => quoted(`=${name}`);

/**
 * Gives the kind's columns as stored, `recorded_at`, `retracted` (and `source`), and FAULT: one column, because each
 * is written for every row. Needs `$inner` and `$outer` for sightings.
 */
export function factCheckSql(check: FactCheck): string {
  const columns = allColumnsOf(check.kind);
  const faults = faultsOf(check, columns);
  const pick = (part: keyof Fault): string =>
    `CASE ${NUMBER} ${faults.map((fault, index) => `WHEN ${index} THEN ${fault[part]}`).join('\n')} END`;
  const parts: Readonly<Record<FaultPart, string>> = {
    reason: pick('reason'),
    column: pick('column'),
    expected: pick('expected'),
    came: pick('came'),
    key: maskedKeySql(check.kind, quoted),
  };
  // Nested, because DuckDB materialises a WITH and then loses the order of the rows, which numbers them.
  const parsed = `SELECT *, "retracted" IS NOT DISTINCT FROM 'true' AS ${BACK},
  ${columns.map((column) => `${parsedColumn(check.kind, column)} AS ${parsedName(column.name)}`).join(',\n  ')}
  FROM (${check.relation})`;
  const judged = `SELECT *, CASE ${faults.map(({ when }, index) => `WHEN ${when} THEN ${index}`).join('\n')} END AS ${NUMBER}
  FROM (${parsed})`;
  return `SELECT ${columns.map((column) => storedColumn(check, column)).join(',\n  ')},
  CASE WHEN ${NUMBER} IS NOT NULL THEN [${FAULT_PARTS.map((part) => parts[part]).join(',\n  ')}] END AS ${quoted(FAULT)}
FROM (${judged})`;
}

/** A part of a row's fault. */
export function faultPart(part: FaultPart): string {
  return `${quoted(FAULT)}[${FAULT_PARTS.indexOf(part) + 1}]`;
}

/** Types of a staged file's columns without `record`, in order. */
export function stagedColumns(kind: FactKind): readonly { name: string; type: string }[] {
  return allColumnsOf(kind).map(({ name, column }) => ({ name, type: storedType(column) }));
}

function isIdentifier(kind: FactKind, name: string): boolean {
  return kind === 'sightings' && name === 'value';
}

function parsedColumn(kind: FactKind, { name, column }: NamedColumn): string {
  const parsed = parsedSql(column, quoted(name));
  if (!isIdentifier(kind, name)) return parsed;
  return `CASE WHEN (${parsed}) IS NOT NULL THEN ${normalisedSql('"kind"', quoted(name))} END`;
}

function storedColumn(check: FactCheck, { name, inKey, column }: NamedColumn): string {
  const parsed = parsedName(name);
  const isOwn = name in factDeclaration(check.kind).schema.shape;
  if (name === 'retracted' && !isOwn) return `${BACK} AS "retracted"`;
  const stored = isIdentifier(check.kind, name)
    ? `'k${check.keyVersion ?? 0}:' || ${hmacSql(`"kind" || ':' || ${parsed}`)}`
    : storedSql(column, parsed);
  const kept = isOwn && !inKey ? `CASE WHEN NOT ${BACK} THEN ${stored} END` : stored;
  return `CAST(${kept} AS ${storedType(column)}) AS ${quoted(name)}`;
}

function faultsOf(check: FactCheck, columns: readonly NamedColumn[]): readonly Fault[] {
  const { schema, rules } = factDeclaration(check.kind);
  const isOwn = ({ name }: NamedColumn): boolean => name in schema.shape;
  const provenance = columns.filter((column) => !isOwn(column));
  return [
    brokenRecord(),
    unknownColumn(columns),
    ...columns.filter(isOwn).map((column) => ownColumnFault(check.kind, column)),
    ...rules.map((rule) => ruleFault(check.kind, rule, columns)),
    ...provenance.flatMap((column) => [
      columnFault(check.kind, column),
      ...futureFault(check, column),
      ...foreseenFault(check, column, columns),
    ]),
  ];
}

function brokenRecord(): Fault {
  const broken = quoted(BROKEN);
  return {
    when: `${broken} IS NOT NULL`,
    reason: `'malformed_record'`,
    column: 'NULL',
    expected: broken,
    came: 'NULL',
  };
}

/** The name is shown, clipped: without it the file cannot be mended. */
function unknownColumn(columns: readonly NamedColumn[]): Fault {
  const name = quoted(UNKNOWN);
  return {
    when: `${name} IS NOT NULL`,
    reason: `'unknown_column'`,
    column: clippedSql(name),
    expected: literal(knownExpectation(columns)),
    came: clippedSql(name),
  };
}

function ownColumnFault(kind: FactKind, named: NamedColumn): Fault {
  const fault = columnFault(kind, named);
  return named.inKey ? fault : { ...fault, when: `NOT ${BACK} AND (${fault.when})` };
}

function columnFault(kind: FactKind, { name, required, column }: NamedColumn): Fault {
  const [text, parsed] = [quoted(name), parsedName(name)];
  const within = isWithinSql(column, parsed);
  const isAbsent = required ? `${parsed} IS NULL` : `${parsed} IS NULL AND ${text} IS NOT NULL`;
  return {
    when: within === undefined ? isAbsent : `(${isAbsent}) OR NOT (${within})`,
    reason: `CASE WHEN ${text} IS NULL THEN 'missing_value' ELSE 'invalid_value' END`,
    column: literal(name),
    expected: isIdentifier(kind, name) ? identifierExpectation(column) : literal(expectation(column)),
    came: maskedSql({ kind, name, column }, text),
  };
}

/** A value that is a tidy text but no identifier of its kind is told what that kind takes. */
function identifierExpectation(column: Column): string {
  const ofKind = Object.entries(IDENTIFIER_EXPECTATIONS)
    .map(([kind, expected]) => `WHEN ${literal(kind)} THEN ${literal(expected)}`)
    .join(' ');
  return `CASE WHEN (${parsedSql(column, '"value"')}) IS NULL THEN ${literal(expectation(column))} ELSE CASE "kind" ${ofKind} END END`;
}

function ruleFault(kind: FactKind, rule: RowRule, columns: readonly NamedColumn[]): Fault {
  const second = columns.find(({ name }) => name === rule.columns[1])!;
  const [a, b] = rule.columns.map(parsedName) as [string, string];
  const broken = {
    differ: `${a} = ${b}`,
    ordered: `${a} > ${b}`,
    together: `${a} IS NOT NULL AND ${b} IS NULL`,
  };
  return {
    when: `NOT ${BACK} AND ${broken[rule.rule]}`,
    reason: `'broken_rule'`,
    column: literal(second.name),
    expected: literal(ruleExpectation(rule)),
    came: maskedSql({ kind, ...second }, quoted(second.name)),
  };
}

function futureFault({ kind, now }: FactCheck, { name, column }: NamedColumn): readonly Fault[] {
  if (name !== 'recorded_at') return [];
  return [
    {
      when: `${parsedName(name)} > ${timestampSql(now)}`,
      reason: `'invalid_value'`,
      column: literal(name),
      expected: literal(recordedExpectation(now)),
      came: maskedSql({ kind, name, column }, quoted(name)),
    },
  ];
}

function foreseenFault(
  { kind, now }: FactCheck,
  { name }: NamedColumn,
  columns: readonly NamedColumn[],
): readonly Fault[] {
  const event = columns.find((column) => column.name === movableEvent(factDeclaration(kind)));
  if (name !== 'recorded_at' || event === undefined) return [];
  const known = `coalesce(${parsedName(name)}, ${timestampSql(now)})`;
  return [
    {
      when: `NOT ${BACK} AND ${parsedName(event.name)} > ${known}`,
      reason: `'broken_rule'`,
      column: literal(event.name),
      expected: literal(HAPPENED_EXPECTATION),
      came: maskedSql({ kind, ...event }, quoted(event.name)),
    },
  ];
}

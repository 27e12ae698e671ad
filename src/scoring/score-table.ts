import { InvariantError } from '../domain/errors.ts';
import { OUTCOMES, type Outcome } from '../domain/score.ts';

/** `bin` where the factor could not be measured, and where the subject kind's scorecard has no such factor. */
export const NOT_MEASURABLE_BIN = 255;
export const NOT_SCORED_BIN = 254;

interface Arrays {
  uint8: Uint8Array;
  uint16: Uint16Array;
  uint32: Uint32Array;
  float64: Float64Array;
}
const ARRAYS = { uint8: Uint8Array, uint16: Uint16Array, uint32: Uint32Array, float64: Float64Array };
/** How a number is kept. */
export type NumberType = keyof Arrays;
export const NUMBER_BYTES = { uint8: 1, uint16: 2, uint32: 4, float64: 8 } as const satisfies Record<
  NumberType,
  number
>;
type Columns<Types extends Readonly<Record<string, NumberType>>> = {
  readonly [C in keyof Types]: Arrays[Types[C]];
};
type Row<Types> = { readonly [C in keyof Types]: number };

/**
 * The numbers of each subject, in the order in which stores keep them. What the network did to a score is 0 throughout
 * where the scorecard has no network, and for who has no number.
 */
export const SUBJECT_SCORE_COLUMNS = {
  /** Index into SUBJECT_KINDS. */
  kinds: 'uint8',
  /** Index into OUTCOMES. */
  outcome: 'uint8',
  /** Whole points as served; 0 where unscorable. A restricted subject keeps its number here, and it is not served. */
  score: 'uint16',
  /** Per mille, 0 to 1000. */
  confidence: 'uint16',
  /** r: what of the subject's own matured, see `record` of the projection. */
  record: 'uint32',
  /** lambda, 0 to below 1: how far the subject leans on its company. */
  share: 'float64',
  /** s - p in points, uncut; of a group, which has nothing of its own, the mean of its members. */
  network: 'float64',
  /** By relation, what the subject's company C consists of; of a group under `memberships` its members' credence. */
  tieCompany: 'float64',
  ownershipCompany: 'float64',
  membershipCompany: 'float64',
  /** By relation, how many scored subjects with a record make it up, through several groups each once a group. */
  tieContributors: 'uint32',
  ownershipContributors: 'uint32',
  membershipContributors: 'uint32',
} as const satisfies Readonly<Record<string, NumberType>>;

/** The numbers of one factor, in the order in which stores keep them. */
export const FACTOR_SCORE_COLUMNS = {
  /** NaN where not measurable, and for text attributes, whose bin tells which values they have. */
  value: 'float64',
  /** How many facts are behind the value. */
  evidence: 'uint32',
  /** How many of them speak against the subject; 0 where the factor does not count them. */
  against: 'uint32',
  bin: 'uint8',
} as const satisfies Readonly<Record<string, NumberType>>;

export type SubjectScoreColumn = keyof typeof SUBJECT_SCORE_COLUMNS;
type FactorScoreColumn = keyof typeof FACTOR_SCORE_COLUMNS;
type SubjectScores = Columns<typeof SUBJECT_SCORE_COLUMNS>;
/** One factor over all subjects of a run; points follow from the bin and the scorecard. */
export type FactorColumn = { readonly factorId: string } & Columns<typeof FACTOR_SCORE_COLUMNS>;

/** A run's result, one entry per subject in the code point order of ids. */
export interface ScoreTable extends SubjectScores {
  readonly ids: readonly string[];
  readonly factors: readonly FactorColumn[];
}

/** One that a reader fills, ids included. */
export interface FillableScoreTable extends ScoreTable {
  readonly ids: string[];
}

/** So many subjects without an id and with zeros everywhere. */
export function emptyScoreTable(subjects: number, factorIds: readonly string[]): FillableScoreTable {
  return {
    ids: new Array<string>(subjects).fill(''),
    ...zeros(SUBJECT_SCORE_COLUMNS, subjects),
    factors: factorIds.map((factorId) => ({ factorId, ...zeros(FACTOR_SCORE_COLUMNS, subjects) })),
  };
}

function zeros<Types extends Readonly<Record<string, NumberType>>>(
  types: Types,
  length: number,
): Columns<Types> {
  const columns = Object.entries(types).map(([name, type]) => [name, new ARRAYS[type](length)]);
  return Object.fromEntries(columns) as Columns<Types>;
}

/** Every column of numbers there is, the subjects' own and then factor by factor, in the order of their declarations. */
export function scoreColumns(table: ScoreTable): readonly SubjectScores[SubjectScoreColumn][] {
  return [
    ...columnNames(SUBJECT_SCORE_COLUMNS).map((name) => table[name]),
    ...table.factors.flatMap((factor) => columnNames(FACTOR_SCORE_COLUMNS).map((name) => factor[name])),
  ];
}

/** Throws InvariantError where a column is of another length than there are ids. */
export function requireEqualLengths(table: ScoreTable): void {
  const rows = table.ids.length;
  if (scoreColumns(table).some(({ length }) => length !== rows))
    throw new InvariantError(`a score table of ${rows} subjects has columns of another length`);
}

function columnNames<Types extends object>(types: Types): readonly (keyof Types)[] {
  return Object.keys(types) as (keyof Types)[];
}

/** One subject of a score table. */
export interface ScoreRow extends Omit<Row<typeof SUBJECT_SCORE_COLUMNS>, 'kinds' | 'outcome'> {
  readonly subjectId: string;
  readonly kind: number;
  readonly outcome: Outcome;
  /** In the order of the table's factors. */
  readonly factors: readonly ({ readonly factorId: string } & Row<typeof FACTOR_SCORE_COLUMNS>)[];
}

/** The row as it would be without a basis to process: nothing is read of the subject. */
export function unprocessedRow({ subjectId, kind, factors }: ScoreRow): ScoreRow {
  const unread = { value: Number.NaN, evidence: 0, against: 0, bin: NOT_SCORED_BIN };
  const blank = { kinds: kind, outcome: OUTCOMES.indexOf('unscorable') };
  return readScoreRow(
    subjectId,
    factors.map(({ factorId }) => factorId),
    {
      subject: (column) => (column === 'kinds' || column === 'outcome' ? blank[column] : 0),
      factor: (column) => unread[column],
    },
  );
}

/** Where one subject's numbers are, column by column. */
interface ScoreRowSource {
  readonly subject: (column: SubjectScoreColumn) => number;
  /** The n-th factor's. */
  readonly factor: (column: FactorScoreColumn, index: number) => number;
}

/** Puts one subject together. Throws InvariantError for an outcome that nobody knows. */
export function readScoreRow(
  subjectId: string,
  factorIds: readonly string[],
  source: ScoreRowSource,
): ScoreRow {
  const { kinds, outcome: code, ...numbers } = rowOf(SUBJECT_SCORE_COLUMNS, source.subject);
  const outcome = OUTCOMES[code];
  if (outcome === undefined) throw new InvariantError('a stored score has an outcome that nobody knows');
  const factors = factorIds.map((factorId, index) => ({
    factorId,
    ...rowOf(FACTOR_SCORE_COLUMNS, (column) => source.factor(column, index)),
  }));
  return { subjectId, kind: kinds, outcome, ...numbers, factors };
}

function rowOf<Types extends object>(types: Types, read: (column: keyof Types) => number): Row<Types> {
  return Object.fromEntries(columnNames(types).map((name) => [name, read(name)])) as Row<Types>;
}

/** Takes one subject out of a table. */
export function scoreRow(table: ScoreTable, row: number): ScoreRow {
  const factorIds = table.factors.map(({ factorId }) => factorId);
  return readScoreRow(table.ids[row]!, factorIds, {
    subject: (column) => table[column][row]!,
    factor: (column, index) => table.factors[index]![column][row]!,
  });
}

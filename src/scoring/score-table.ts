import { OUTCOMES, type Outcome } from '../domain/score.ts';

/** `bin` where the factor could not be measured, and where the subject kind's scorecard has no such factor. */
export const NOT_MEASURABLE_BIN = 255;
export const NOT_SCORED_BIN = 254;

/** One factor over all subjects of a run; points follow from the bin and the scorecard. */
export interface FactorColumn {
  readonly factorId: string;
  /** NaN where not measurable, and for text attributes, whose bin tells which values they have. */
  readonly value: Float64Array;
  /** How many facts are behind the value. */
  readonly evidence: Uint32Array;
  readonly bin: Uint8Array;
}

/** A run's result, one entry per subject in the code point order of ids. */
export interface ScoreTable {
  readonly ids: readonly string[];
  /** Index into SUBJECT_KINDS. */
  readonly kinds: Uint8Array;
  /** Index into OUTCOMES. */
  readonly outcome: Uint8Array;
  /** Whole points; 0 where unscorable. A restricted subject keeps its number here, and it is not served. */
  readonly score: Uint16Array;
  /** Per mille, 0 to 1000. */
  readonly confidence: Uint16Array;
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
    kinds: new Uint8Array(subjects),
    outcome: new Uint8Array(subjects),
    score: new Uint16Array(subjects),
    confidence: new Uint16Array(subjects),
    factors: factorIds.map((factorId) => ({
      factorId,
      value: new Float64Array(subjects),
      evidence: new Uint32Array(subjects),
      bin: new Uint8Array(subjects),
    })),
  };
}

/** One subject of a score table. */
export interface ScoreRow {
  readonly subjectId: string;
  readonly kind: number;
  readonly outcome: Outcome;
  readonly score: number;
  readonly confidence: number;
  /** In the order of the table's factors. */
  readonly factors: readonly {
    readonly factorId: string;
    readonly value: number;
    readonly evidence: number;
    readonly bin: number;
  }[];
}

/** Takes one subject out of a table. */
export function scoreRow(table: ScoreTable, row: number): ScoreRow {
  return {
    subjectId: table.ids[row]!,
    kind: table.kinds[row]!,
    outcome: OUTCOMES[table.outcome[row]!]!,
    score: table.score[row]!,
    confidence: table.confidence[row]!,
    factors: table.factors.map(({ factorId, value, evidence, bin }) => ({
      factorId,
      value: value[row]!,
      evidence: evidence[row]!,
      bin: bin[row]!,
    })),
  };
}

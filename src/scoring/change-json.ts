/**
 * A change as JSON, the one form in which it leaves the program. Points come twice: as decimals, exact to the third, and
 * as whole thousandths (`millipoints`), which sum to the difference exactly.
 */
import type { Catalogue } from '../domain/catalogue.ts';
import type { SubjectKind } from '../domain/facts.ts';
import type { OutcomeReason } from '../domain/reason-codes.ts';
import { THOUSAND, type FactorGroup, type Outcome } from '../domain/score.ts';
import type { FactorUnit } from '../factors/factor.ts';
import { amountJson, leaningJson, type AmountJson, type LeaningJson } from './card-json.ts';
import type {
  ChangeCause,
  ChangeLine,
  ChangeReading,
  FactorChange,
  FixedChange,
  NetworkChange,
  ScoreChange,
  ScoreEnd,
} from './change-lines.ts';
import { changeText } from './change-text.ts';
import { titleOf } from './wording.ts';

interface ChangeReadingJson extends AmountJson {
  readonly value: number | null;
  readonly evidence: number;
  readonly against: number;
  readonly bin: string;
  readonly measurable: boolean;
}

interface FactorChangeJson {
  readonly item: 'factor';
  readonly cause: FactorChange['cause'];
  readonly factor: string;
  readonly group: FactorGroup;
  readonly title: string;
  readonly unit: FactorUnit;
  readonly text: string;
  readonly before: ChangeReadingJson | null;
  readonly after: ChangeReadingJson | null;
  readonly millipoints: number | null;
  readonly points: number | null;
}

interface LedgerChangeJson extends AmountJson {
  readonly item: Exclude<FixedChange, NetworkChange>['item'];
  readonly cause: Exclude<FixedChange, NetworkChange>['cause'];
  readonly text: string;
  readonly before: AmountJson;
  readonly after: AmountJson;
}

interface NetworkChangeJson extends AmountJson {
  readonly item: 'network';
  readonly cause: ChangeCause;
  readonly text: string;
  readonly before?: LeaningJson;
  readonly after?: LeaningJson;
}

type ChangeLineJson = FactorChangeJson | LedgerChangeJson | NetworkChangeJson;

interface ScoreEndJson {
  readonly outcome: Outcome;
  readonly outcome_reason?: OutcomeReason;
  readonly score: number | null;
  readonly band: string | null;
}

export interface ChangeJson {
  readonly subject_id: string;
  readonly subject_kind: SubjectKind;
  readonly before: ScoreEndJson;
  readonly after: ScoreEndJson;
  /** Whole points; null where one side has no score. */
  readonly difference: number | null;
  readonly lines: ChangeLineJson[];
}

export function changeJson(change: ScoreChange, catalogue: Catalogue): ChangeJson {
  return {
    subject_id: change.subjectId,
    subject_kind: change.subjectKind,
    before: endJson(change.before),
    after: endJson(change.after),
    difference: change.difference === null ? null : change.difference / THOUSAND,
    lines: change.lines.map((line) => lineJson(line, catalogue)),
  };
}

export function endJson({ outcomeReason, outcome, score, band }: ScoreEnd): ScoreEndJson {
  return { outcome, ...(outcomeReason === undefined ? {} : { outcome_reason: outcomeReason }), score, band };
}

export function lineJson(line: ChangeLine, catalogue: Catalogue): ChangeLineJson {
  const text = changeText(catalogue, line);
  if (line.item === 'factor') return factorJson(line, text, catalogue);
  if (line.item === 'network')
    return {
      ...{ item: line.item, cause: line.cause, text },
      ...(line.before === undefined ? {} : { before: leaningJson(line.before) }),
      ...(line.after === undefined ? {} : { after: leaningJson(line.after) }),
      ...amountJson(line.points),
    };
  const ends = { before: amountJson(line.before), after: amountJson(line.after) };
  return { item: line.item, cause: line.cause, text, ...ends, ...amountJson(line.points) };
}

function factorJson(line: FactorChange, text: string, catalogue: Catalogue): FactorChangeJson {
  const { item, cause, factorId, group, unit, before, after, points } = line;
  return {
    ...{ item, cause, factor: factorId, group, title: titleOf(catalogue, line), unit, text },
    ...{ before: readingJson(before), after: readingJson(after) },
    ...(points === null ? { millipoints: null, points: null } : amountJson(points)),
  };
}

function readingJson(reading: ChangeReading | null): ChangeReadingJson | null {
  if (reading === null) return null;
  const { points, value, evidence, against, bin, measurable } = reading;
  return { value, evidence, against, bin, measurable, ...amountJson(points) };
}

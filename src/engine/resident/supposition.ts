import { NotFoundError } from '../../domain/errors.ts';
import { Journal } from '../../graph/local/journal.ts';
import { scoreRow, type ScoreRow } from '../../scoring/score-table.ts';
import type { Scorecard } from '../../scoring/scorecard.ts';
import { kernelsHere, type KernelRunner } from '../kernels.ts';
import { requestOf } from '../run-request.ts';
import { isOtherValue } from './epsilon.ts';
import { suppose, type Hypothesis } from './hypothesis.ts';
import type { Standing } from './standing.ts';
import { updateState } from './update-state.ts';

interface Supposition {
  readonly subjectId: string;
  readonly changes: readonly Hypothesis[];
}

/** The subject's row as it stands, and as it would be, and the scorecard by which both were made. */
export interface Supposed {
  readonly before: ScoreRow;
  readonly after: ScoreRow;
  readonly scorecard: Scorecard;
}

/** Throws NotFoundError for a subject that the run did not know, InvalidInputError for what cannot be supposed. */
export async function supposeOn(
  { run, state }: Standing,
  { subjectId, changes }: Supposition,
  kernels: KernelRunner = kernelsHere,
): Promise<Supposed> {
  const { tables, scores } = state;
  const subject = tables.find(subjectId);
  if (subject === undefined) throw new NotFoundError('no such subject in the latest run');
  const journal = new Journal({ isPassing: true });
  const before = scoreRow(scores.pick([subject]), 0);
  try {
    const { asOf } = run.cut;
    const changed = suppose(tables, changes, { subject, at: asOf - 1, journal });
    const request = { ...requestOf(run), hasher: NO_HASHER, kernels };
    await updateState(state, { changed, asOf, from: asOf, identifiers: NOBODY }, { request, journal });
    const after = asTold(before, scoreRow(scores.pick([subject]), 0));
    return { before, after, scorecard: request.scorecard };
  } finally {
    scores.forget();
    journal.rollBack();
  }
}

/** A reading that says what it said, but for what a stored row may lag by, is no part of what the supposition does. */
function asTold(before: ScoreRow, after: ScoreRow): ScoreRow {
  const factors = after.factors.map((is, place) => {
    const was = before.factors[place]!;
    const isCountedAlike = is.bin === was.bin && is.evidence === was.evidence && is.against === was.against;
    return isCountedAlike && !isOtherValue(is.factorId, was.value, is.value) ? was : is;
  });
  return { ...after, factors };
}

const NOBODY = { sharers: [], ids: [], said: {} };
/** What is only supposed gets no id. */
const NO_HASHER = { sha256: () => '' };

/**
 * What the network did to a change, part by part. With x the mean of those leaned on, N = lambda (x - p) and d = x - p:
 *
 *     N2 - N1 = (lambda2 - lambda1) mean(d) + mean(lambda) (x2 - x1) - mean(lambda) (p2 - p1)
 *
 * exactly, means being of the two sides; x is had back from N and lambda. lambda = m a b, a = h / (h + r) being what
 * the own record leaves and b = C / (1 + C) what the company brings, so its part splits exactly again:
 *
 *     lambda2 - lambda1 = m (a2 - a1) mean(b) + m mean(a) (b2 - b1)
 *
 * Where lambda is 0 on one side, nobody was leaned on there and N tells no x. Its d then counts as the other side's x
 * less its own p: the limit of a company that weighs ever less and whose scores stay, so that all that comes of a first
 * company is `company`, and what one's own points did, and nothing is `neighbours`.
 *
 * Between two scorecards lambda takes a step between: the new record and company under the old settings. A changed
 * halfRecord measures all company anew, so then the company stays in that step and its change goes to the scorecard.
 * Others' scores are not known under the old scorecard; what they changed is `neighbours`, whichever made it. Where one
 * scorecard has no network, all of it is the scorecard's.
 */
import { HIGHEST_SCORE, LOWEST_SCORE, THOUSAND, type Thousandths } from '../domain/score.ts';
import type { ChangeCause } from './change-lines.ts';
import { largestRemainder } from './largest-remainder.ts';
import { shareOf, type NetworkSettings } from './network.ts';
import { companyOf } from './network-lines.ts';
import type { ScoreRow } from './score-table.ts';

/** One side's network. */
export interface LeaningSide {
  readonly row: ScoreRow;
  readonly settings: NetworkSettings | undefined;
  /** p in thousandths, the ledger up to its limit. */
  readonly personal: Thousandths;
  /** The network line in the ledger. */
  readonly served: Thousandths;
}

interface NetworkPart {
  readonly cause: ChangeCause;
  readonly points: Thousandths;
}

/**
 * Parts that sum to the difference of the served lines, exactly; those that round to 0 are left out.
 * @param between - p as the old scorecard has it of the new readings; the new side's where there is one scorecard, null
 *   where the facts are the same on both sides: then all of it is the scorecard's.
 */
export function networkParts(
  before: LeaningSide,
  after: LeaningSide,
  between: Thousandths | null,
): readonly NetworkPart[] {
  const total = after.served - before.served;
  const parts: [ChangeCause, number][] = exactParts(before, after, between);
  const steps = total / THOUSAND - parts.reduce((sum, [, points]) => sum + points, 0);
  const all: readonly [ChangeCause, number][] = [...parts, ['steps', steps]];
  const rounded = largestRemainder(
    all.map(([, points]) => points * THOUSAND),
    total,
  );
  return all
    .map(([cause], index) => ({ cause, points: rounded[index]! }))
    .filter(({ points }) => points !== 0);
}

/** In points. */
function exactParts(
  before: LeaningSide,
  after: LeaningSide,
  between: Thousandths | null,
): [ChangeCause, number][] {
  const settings = before.settings;
  if (settings === undefined || after.settings === undefined || between === null)
    return [['scorecard', after.row.network - before.row.network]];
  const [shareBefore, shareAfter] = [before.row.share, after.row.share];
  if (shareBefore === 0 && shareAfter === 0) return [];
  const [others, othersAfter] = othersMeans(before, after);
  const personal = { before: before.personal / THOUSAND, after: after.personal / THOUSAND };
  const meanPull = (others - personal.before + (othersAfter - personal.after)) / 2;
  const meanShare = (shareBefore + shareAfter) / 2;
  const middle = betweenShare(before, after, settings);
  const ownRecord = middle.ofRecord * meanPull;
  return [
    ['own_record', ownRecord],
    ['company', (middle.share - shareBefore) * meanPull - ownRecord],
    ['neighbours', meanShare * (othersAfter - others)],
    ['own_points', -meanShare * (between / THOUSAND - personal.before)],
    ['scorecard', (shareAfter - middle.share) * meanPull - meanShare * (personal.after - between / THOUSAND)],
  ];
}

/** x of both sides, in points; x lies on the scale whatever the last bits say. */
function othersMeans(before: LeaningSide, after: LeaningSide): readonly [number, number] {
  return [othersMean(before) ?? othersMean(after)!, othersMean(after) ?? othersMean(before)!];
}

/** x, in points; undefined where nobody is leaned on. */
function othersMean({ row, personal }: LeaningSide): number | undefined {
  if (row.share === 0) return undefined;
  return Math.min(Math.max(personal / THOUSAND + row.network / row.share, LOWEST_SCORE), HIGHEST_SCORE);
}

/** lambda of the new record and company under the old settings, and what of its change the record made. */
function betweenShare(
  before: LeaningSide,
  after: LeaningSide,
  settings: NetworkSettings,
): { readonly share: number; readonly ofRecord: number } {
  const isSame =
    settings.maxShare === after.settings?.maxShare && settings.halfRecord === after.settings.halfRecord;
  const isSameMeasure = settings.halfRecord === after.settings?.halfRecord;
  const company = companyOf(before.row);
  const newCompany = isSameMeasure ? companyOf(after.row) : company;
  const share = isSame ? after.row.share : shareOf(settings, after.row.record, newCompany);
  const own = (record: number, credence: number): number => shareOf(settings, record, credence);
  const [old, recent] = [before.row.record, after.row.record];
  const ofRecord =
    (own(recent, company) - own(old, company) + (own(recent, newCompany) - own(old, newCompany))) / 2;
  return { share, ofRecord };
}

/**
 * The network line as it is served. The exact one is lambda (x - p): whoever knows lambda and the own p reads x off it,
 * which is a friend's score where there is one friend. So x is held to a cell of the scale, and company to a tenth:
 *
 *     k      = C / (1 + C), down to a tenth
 *     lambda = maxShare x h / (h + r) x k
 *     cells  = 600 x lambda / 5, down to a whole number, alike in width; with one alone the line is 0
 *     served = lambda x (m - p), but no further than to the nearest end of x's cell; cut towards 0 to a whole point
 *
 * p being the personal score to a whole point and m the middle of the cell of x. Where p is in that cell there is no line:
 * so it never points away from x.
 *
 * Invariant: monotonicity. Raising anybody's personal score, one's own too, lowers no served score. x rises with
 *   everybody's p, and so does its cell, and the line with it; of a point more of one's own p the line takes back a point
 *   at most. A line in steps of 5 points has no such law: one that changes with p at all falls by 5 at once.
 * Invariant: hidden. A score tells no more of x than a cell does, which is 5 / lambda wide or wider.
 * Invariant: bounds. The line is at most lambda x 600, and leads to no score off the scale.
 */
import { MILLION } from '../domain/fixed-point.ts';
import { HIGHEST_SCORE, LOWEST_SCORE, THOUSAND, type Thousandths } from '../domain/score.ts';
import { closeLedger } from './ledger-sum.ts';
import { companyOf } from './network-lines.ts';
import type { ScoreRow, ScoreTable } from './score-table.ts';

/** What others' scores can move one's own by, and still not be told: points. */
const HIDDEN_POINTS = 5;
/** Company is told in so many steps. */
const COMPANY_STEPS = 10;
const SCALE = HIGHEST_SCORE - LOWEST_SCORE;

/** What a score table holds of lambda, of C by relation and of s - p. */
export type ExactLine = Pick<
  ScoreRow,
  'share' | 'network' | 'tieCompany' | 'ownershipCompany' | 'membershipCompany'
>;

/** One subject's. */
export function exactLine(table: ScoreTable, row: number): ExactLine {
  return {
    share: table.share[row]!,
    network: table.network[row]!,
    tieCompany: table.tieCompany[row]!,
    ownershipCompany: table.ownershipCompany[row]!,
    membershipCompany: table.membershipCompany[row]!,
  };
}

/** The range that x is told to be in: points. */
interface Cell {
  readonly from: number;
  readonly to: number;
}

/** The line as the ledger has it. @param personal - p, the ledger up to its limit. */
export function servedLine(exact: ExactLine, personal: Thousandths): Thousandths {
  const share = toldShare(exact);
  const cell = cellOf(exact, { personal, share });
  if (cell === undefined) return 0;
  const own = closeLedger(personal).score;
  const line = share * ((cell.from + cell.to) / 2 - own);
  const below = Math.max(cell.from - own, 0);
  const above = Math.max(own - cell.to, 0);
  // No -0: what is 0 is written alike.
  return Math.trunc(toMillionths(Math.min(Math.max(line, -above), below))) * THOUSAND + 0;
}

/**
 * Before it is cut to a whole number, which the last bits of what was computed must not decide: a hand has no such
 * bits.
 */
function toMillionths(value: number): number {
  return Math.round(value * MILLION) / MILLION;
}

/** lambda with company down to a tenth. */
function toldShare(exact: ExactLine): number {
  const company = companyOf(exact);
  if (company === 0) return 0;
  const part = company / (1 + company);
  const steps = Math.floor(toMillionths(part * COMPANY_STEPS));
  return (exact.share / part) * (steps / COMPANY_STEPS);
}

/** The cell of x; undefined where one is all of the scale. */
function cellOf(
  { share, network }: ExactLine,
  told: { readonly personal: Thousandths; readonly share: number },
): Cell | undefined {
  const cells = Math.floor(toMillionths((told.share * SCALE) / HIDDEN_POINTS));
  if (cells < 2) return undefined;
  const others: Thousandths = Math.round(told.personal + (network / share) * THOUSAND);
  const place = Math.floor(((others - LOWEST_SCORE * THOUSAND) * cells) / (SCALE * THOUSAND));
  const index = Math.min(Math.max(place, 0), cells - 1);
  return {
    from: LOWEST_SCORE + (index * SCALE) / cells,
    to: LOWEST_SCORE + ((index + 1) * SCALE) / cells,
  };
}

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
import { HIGHEST_SCORE, LOWEST_SCORE, THOUSAND, type Thousandths } from '../domain/score.ts';
import { closeLedger } from './ledger-sum.ts';
import { companyOf } from './network-lines.ts';
import type { ScoreRow } from './score-table.ts';

/** What others' scores can move one's own by, and still not be told: points. */
const HIDDEN_POINTS = 5;
/** Company is told in so many steps. */
const COMPANY_STEPS = 10;
const BILLION = 1e9;
const SCALE = HIGHEST_SCORE - LOWEST_SCORE;

/** What a score table holds of lambda, of C by relation and of s - p. */
export type ExactLine = Pick<
  ScoreRow,
  'share' | 'network' | 'tieCompany' | 'ownershipCompany' | 'membershipCompany'
>;

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
  const line = (share * ((cell.from + cell.to) / 2 - own)) / BILLION;
  const below = Math.max(cell.from - own, 0);
  const above = Math.max(own - cell.to, 0);
  // No -0: what is 0 is written alike.
  return Math.trunc(Math.min(Math.max(line, -above), below)) * THOUSAND + 0;
}

/** lambda in billionths, with company down to a tenth: whole numbers, as a hand would reckon with them. */
function toldShare({ share, ...by }: ExactLine): number {
  const company = companyOf(by);
  if (company === 0) return 0;
  const part = company / (1 + company);
  const steps = Math.floor(Math.round(part * COMPANY_STEPS * BILLION) / BILLION);
  return Math.round((share / part) * (steps / COMPANY_STEPS) * BILLION);
}

/** The cell of x; undefined where one is all of the scale. */
function cellOf(
  { share, network }: ExactLine,
  told: { readonly personal: Thousandths; readonly share: number },
): Cell | undefined {
  const cells = Math.floor((told.share * SCALE) / (HIDDEN_POINTS * BILLION));
  if (cells < 2) return undefined;
  // To a thousandth: the last bits of what was solved decide no cell.
  const others = Math.round(told.personal + (network / share) * THOUSAND) / THOUSAND;
  const width = SCALE / cells;
  const index = Math.min(Math.max(Math.floor((others - LOWEST_SCORE) / width), 0), cells - 1);
  return { from: LOWEST_SCORE + index * width, to: LOWEST_SCORE + (index + 1) * width };
}

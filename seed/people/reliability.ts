/**
 * How faithfully people do what they owe: the logistic of a normal draw, mostly high, alike or unlike along ties.
 *
 * Everybody has a standard normal draw e of their own. What friends are like is added to it, three times over, and
 * the closer the more:
 *
 *     y_i = sqrt(1 - b^2) x_i + b (sum over ties of w_ij x_j) / sqrt(sum over ties of w_ij^2),   w = strength^2
 *
 * from x = e, and on from x = y. b = 0 leaves e; b > 0 makes friends alike, b < 0 unalike, as far as triangles allow.
 * Then, among people of about as many ties, whoever has the k-th largest y gets the k-th largest e. So friends change
 * who is reliable, and never how many are, nor how reliable those of many ties are.
 *
 * A moving average on a network, of third order. Reference: Haining, "The moving average model for spatial
 * interaction", Transactions of the Institute of British Geographers 3, 1978, doi:10.2307/622202.
 */
import { normal } from '../random/normal.ts';
import type { Streams } from '../random/streams.ts';
import type { PersonRole, Population } from './people.ts';
import type { TieBook } from './ties.ts';

/** How many times friends are added. */
const ORDER = 3;
/** b at a network signal of 1. More of it would make friends less unalike at -1, since two unlike a third are alike. */
const STRONGEST = 0.65;
/** How many people of about as many ties are ranked together. */
const CLASS_SIZE = 200;
/** Log-odds of reliability: the mean, and what one standard deviation adds. */
const MEAN = 1.75;
const SPREAD = 1.25;
/** By how many standard deviations those in rings fall short. */
const SHORTFALL: Readonly<Partial<Record<PersonRole, number>>> = { ring_member: 0.6, sybil: 0.6 };

export function drawReliability(
  streams: Streams,
  population: Population,
  { ties, networkSignal }: { ties: TieBook; networkSignal: number },
): Float64Array {
  const own = Float64Array.from({ length: population.count }, (_, i) => normal(streams.of('reliability', i)));
  const leaning = networkSignal === 0 ? own : alongTies(own, ties, STRONGEST * networkSignal);
  return leaning.map((x, i) => {
    const shortfall = SHORTFALL[population.role[i]!] ?? 0;
    return 1 / (1 + Math.exp(-(MEAN + SPREAD * (x - shortfall))));
  });
}

function alongTies(own: Float64Array, ties: TieBook, share: number): Float64Array {
  const { squares, degree } = totals(own.length, ties);
  const rest = Math.sqrt(1 - share * share);
  let leaning = own;
  for (let round = 0; round < ORDER; round++) {
    const friends = sumOverTies(leaning, ties);
    leaning = leaning.map((mine, i) =>
      squares[i] === 0 ? mine : rest * mine + (share * friends[i]!) / Math.sqrt(squares[i]!),
    );
  }
  return ranked(own, leaning, degree);
}

/** Per person, over accepted ties: the sum of squared weights, and how many there are. */
function totals(count: number, ties: TieBook): { squares: Float64Array; degree: Int32Array } {
  const squares = new Float64Array(count);
  const degree = new Int32Array(count);
  for (let tie = 0; tie < ties.count; tie++) {
    const weight = weightOf(ties, tie);
    for (const end of [ties.from(tie), ties.to(tie)]) {
      squares[end]! += weight * weight;
      if (weight > 0) degree[end]!++;
    }
  }
  return { squares, degree };
}

function sumOverTies(values: Float64Array, ties: TieBook): Float64Array {
  const sums = new Float64Array(values.length);
  for (let tie = 0; tie < ties.count; tie++) {
    const [from, to, weight] = [ties.from(tie), ties.to(tie), weightOf(ties, tie)];
    sums[from]! += weight * values[to]!;
    sums[to]! += weight * values[from]!;
  }
  return sums;
}

/** 0 for a tie that was never accepted. */
function weightOf(ties: TieBook, tie: number): number {
  const strength = ties.strength(tie);
  return ties.acceptedAt(tie) < Number.POSITIVE_INFINITY ? strength * strength : 0;
}

/** The own draws, handed out anew in the order of `leaning` among people of about as many ties. */
function ranked(own: Float64Array, leaning: Float64Array, degree: Int32Array): Float64Array {
  const order = Int32Array.from(own, (_, i) => i).sort((a, b) => degree[a]! - degree[b]! || a - b);
  const result = new Float64Array(own.length);
  const classes = Math.max(1, Math.floor(own.length / CLASS_SIZE));
  for (let k = 0; k < classes; k++) {
    const people = order.slice(
      Math.floor((k * own.length) / classes),
      Math.floor(((k + 1) * own.length) / classes),
    );
    const draws = Float64Array.from(people, (i) => own[i]!).sort();
    people
      .sort((a, b) => leaning[a]! - leaning[b]! || a - b)
      .forEach((i, rank) => (result[i] = draws[rank]!));
  }
  return result;
}

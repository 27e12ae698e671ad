/**
 * How faithfully people do what they owe: the logistic of a normal draw, mostly high, alike or unlike along ties.
 *
 *     x_i = sqrt(1 - b^2) e_i + b (sum over friends j of e_j) / sqrt(d_i)
 *
 * e is everybody's own standard normal draw and d_i the number of i's ties, so every x_i is standard normal whatever
 * the ties are. b = 0 leaves x = e; b > 0 makes friends alike, b < 0 unalike. For a tie of i and j with c friends in
 * common the covariance is b sqrt(1 - b^2) (1 / sqrt(d_i) + 1 / sqrt(d_j)) + b^2 c / sqrt(d_i d_j).
 *
 * A moving average on a network; a recursive one, x = r W x + e, would let reliability follow the degree where |r| is
 * near 1. Reference: Haining, "The moving average model for spatial interaction", Transactions of the Institute of
 * British Geographers 3, 1978, doi:10.2307/622202.
 */
import { normal } from '../random/normal.ts';
import type { Streams } from '../random/streams.ts';
import type { PersonRole, Population } from './people.ts';
import type { TieBook } from './ties.ts';

/** b at a network signal of 1, where it does most. */
const STRONGEST = Math.SQRT1_2;
/** Log-odds of reliability: the mean, and what one standard deviation adds. */
const MEAN = 1.7;
const SPREAD = 1.1;

export function drawReliability(
  streams: Streams,
  population: Population,
  { ties, networkSignal }: { ties: TieBook; networkSignal: number },
): Float64Array {
  const own = Float64Array.from({ length: population.count }, (_, i) => normal(streams.of('reliability', i)));
  const leaning = alongTies(own, ties, STRONGEST * networkSignal);
  return leaning.map(
    (x, i) => ofRole(streams, i, population.role[i]!) ?? 1 / (1 + Math.exp(-(MEAN + SPREAD * x))),
  );
}

/** Those in rings are what their ring made them, whatever their friends are. */
function ofRole(streams: Streams, person: number, role: PersonRole): number | undefined {
  const draw = (): number => streams.of('reliability in rings', person).uniform();
  if (role === 'sybil') return 0.15 * draw();
  return role === 'ring_member' ? 0.15 + 0.25 * draw() : undefined;
}

function alongTies(own: Float64Array, ties: TieBook, share: number): Float64Array {
  const friends = new Float64Array(own.length);
  for (let tie = 0; tie < ties.count; tie++) {
    friends[ties.from(tie)]! += own[ties.to(tie)]!;
    friends[ties.to(tie)]! += own[ties.from(tie)]!;
  }
  const rest = Math.sqrt(1 - share * share);
  return own.map((mine, i) => {
    const degree = ties.degree(i);
    return degree === 0 ? mine : rest * mine + (share * friends[i]!) / Math.sqrt(degree);
  });
}

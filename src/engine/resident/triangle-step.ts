import { trianglesAt, visitCommon } from '../../graph/local/local-triangles.ts';
import { REACHED } from '../columns/trust.ts';
import { TRUST_BOUND } from './held-trust.ts';
import { ascending, entering, knownBy, type Step } from './step.ts';

/** From which trust on somebody may be reached, is, and is for sure, wherever within the bound a full run finds it. */
const [PERHAPS, SURELY] = [REACHED * (1 - TRUST_BOUND), REACHED * (1 + TRUST_BOUND)];

/** Differs where triangles with somebody of such trust are counted otherwise, or it is told otherwise whether they may be. */
export function standingOf(trust: number): number {
  if (Number.isNaN(trust)) return -1;
  return Number(trust >= PERHAPS) + Number(trust >= REACHED) + Number(trust >= SURELY);
}

interface TriangleChange {
  /** Both ends of ties that came or went. */
  readonly pairs: readonly (readonly [number, number])[];
  /** Of whom another standing was told. */
  readonly crossing: Iterable<number>;
}

/** Counts triangles anew where a side or a corner is another. */
export function triangleStep(step: Step, { pairs, crossing }: TriangleChange): void {
  const { known } = step.rows;
  const near: number[] = [];
  for (const [one, other] of pairs) {
    near.push(one, other);
    visitCommon({ ...known.row(one) }, { ...known.row(other) }, (common) => near.push(common));
  }
  for (const subject of crossing) near.push(subject, ...knownBy(step, subject));
  for (const subject of ascending(near)) countAt(step, subject);
}

/** Notes for everybody, once all is made, how many triangles are in doubt. */
export function doubtTriangles(step: Pick<Step, 'rows' | 'columns' | 'journal'>): void {
  const { columns, journal } = step;
  const trust = columns.measure('propagatedTrust');
  const near: number[] = [];
  for (let subject = 0; subject < columns.count; subject++)
    if (trust[subject]! >= PERHAPS && trust[subject]! < SURELY) near.push(subject, ...knownBy(step, subject));
  for (const subject of ascending(near)) {
    const { least, most } = boundsAt(step, subject);
    columns.set('doubtfulTriangles', { subject, value: most - least }, journal);
  }
}

function countAt(step: Step, subject: number): void {
  const { columns, journal } = step;
  const { least, most } = boundsAt(step, subject);
  const isMeasured = !Number.isNaN(columns.measure('propagatedTrust')[subject]);
  const counted = least === most ? most : trianglesFrom(step, subject, REACHED);
  const value = isMeasured ? counted : Number.NaN;
  columns.set('doubtfulTriangles', { subject, value: most - least }, journal);
  entering(step, 'trustedTriangles')(subject, value);
}

type Counting = Pick<Step, 'rows' | 'columns'>;

function boundsAt(step: Counting, subject: number): { readonly least: number; readonly most: number } {
  return {
    least: trianglesFrom(step, subject, SURELY),
    most: trianglesFrom(step, subject, PERHAPS),
  };
}

/** Among those with so much trust. */
function trianglesFrom({ rows, columns }: Counting, subject: number, least: number): number {
  const trust = columns.measure('propagatedTrust');
  return trianglesAt(rows.known, subject, (one) => trust[one]! >= least);
}

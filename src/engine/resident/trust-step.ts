import type { HeldTrust } from './held-trust.ts';
import { ascending, everybody, knownBy, type Step } from './step.ts';
import { standingOf, triangleStep } from './triangle-step.ts';

/** Whose ties, and who is established, changed. */
export interface TrustChange {
  /** Both ends of ties that came or went. */
  readonly pairs: readonly (readonly [number, number])[];
  /** Who became established, or a seed, or is so no more. */
  readonly established: readonly number[];
  /** Who is looked at in any case. */
  readonly subjects: Iterable<number>;
}

/** Trust and trusted triangles, of whomever the change can have moved. */
export function trustStep(step: Step, trust: HeldTrust, change: TrustChange): void {
  const near = change.established.flatMap((subject) => [subject, ...knownBy(step, subject)]);
  const changed = ascending([...change.pairs.flat(), ...near]);
  const moved = changed.length === 0 ? [] : trust.update(changed, step.journal);
  const looked = moved === undefined ? everybody(step) : [...moved, ...changed, ...change.subjects];
  const told = new Set<number>();
  const crossing = new Set<number>();
  const others: number[] = [];
  for (const subject of looked)
    if (!trust.isEstablished(subject)) others.push(subject);
    else if (tell(step, trust, { subject, crossing })) told.add(subject);
  // Who is not established reads what is told of others.
  for (const subject of told)
    for (const other of knownBy(step, subject)) if (!trust.isEstablished(other)) others.push(other);
  for (const subject of new Set(others)) tell(step, trust, { subject, crossing });
  triangleStep(step, { pairs: change.pairs, crossing });
}

/** Writes what trust the subject has, where that is another; notes where it is counted otherwise. */
function tell(
  { columns, journal, toCheck }: Step,
  trust: HeldTrust,
  { subject, crossing }: { readonly subject: number; readonly crossing: Set<number> },
): boolean {
  const before = columns.measure('propagatedTrust')[subject]!;
  const value = trust.read(subject);
  if (trust.isEstablished(subject) && !trust.isOther(before, value)) return false;
  if (!columns.set('propagatedTrust', { subject, value }, journal)) return false;
  toCheck.add(subject);
  if (standingOf(before) !== standingOf(value)) crossing.add(subject);
  return true;
}

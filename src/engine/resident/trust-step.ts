import type { HeldTrust } from './held-trust.ts';
import { MarkedSubjects } from './marked-subjects.ts';
import { ascending, entering, knownBy, type Step } from './step.ts';
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
  const { count } = step.columns;
  const isEstablished = step.columns.mark('established');
  const crossing = new Set<number>();
  const tell = telling(step, trust, crossing);
  const others = new MarkedSubjects(count);
  const look = (subject: number): void => {
    if (isEstablished[subject] !== 1) others.add(subject);
    else if (tell(subject)) {
      // Who is not established reads what is told of others.
      const { targets, from, to } = step.rows.known.row(subject);
      for (let entry = from; entry < to; entry++)
        if (isEstablished[targets[entry]!] !== 1) others.add(targets[entry]!);
    }
  };
  if (moved === undefined) for (let subject = 0; subject < count; subject++) look(subject);
  else
    for (const subjects of [moved, changed, change.subjects]) for (const subject of subjects) look(subject);
  for (const subject of others.subjects()) tell(subject);
  triangleStep(step, { pairs: change.pairs, crossing });
}

/** Writes what trust a subject has, where that is another; notes where it is counted otherwise. Gives whether it was told. */
function telling(step: Step, trust: HeldTrust, crossing: Set<number>): (subject: number) => boolean {
  const { columns } = step;
  const [told, isEstablished] = [columns.measure('propagatedTrust'), columns.mark('established')];
  const enter = entering(step, 'propagatedTrust');
  const read = trust.reader();
  return (subject) => {
    const [before, value] = [told[subject]!, read(subject)];
    if (isEstablished[subject] === 1 && !trust.isOther(before, value)) return false;
    if (!enter(subject, value)) return false;
    if (standingOf(before) !== standingOf(value)) crossing.add(subject);
    return true;
  };
}

import { InvariantError } from '../../domain/errors.ts';
import { THOUSAND } from '../../domain/score.ts';
import { embeddedness } from '../../factors/embeddedness.ts';
import type { Journal } from '../../graph/local/journal.ts';
import { numericEdges } from '../../scoring/bins.ts';
import type { ScorecardFactor } from '../../scoring/scorecard.ts';
import { exactLine, servedLine, type ExactLine } from '../../scoring/served-line.ts';
import { EPSILONS, NETWORK_EPSILON } from './epsilon.ts';
import { bitsOf } from './factor-reads.ts';
import type { MarkedSubjects } from './marked-subjects.ts';
import { everyReading, type Sweeping, type Swept } from './sweep.ts';
import type { NearEdge } from './touched-run.ts';

/** What was found of a kind of edge: who was looked at, and who of them is near. */
interface Looked {
  readonly subjects: readonly number[];
  readonly near: ReadonlySet<number>;
  readonly kind: number;
}

type Note = (subject: number, kind: number) => void;

/** One bit each, in the order of the scorecard's factors; the network's is the last. */
const MOST_KINDS = 32;
const NETWORK = 'network';
/** Counts whom enough trust reaches, and may count one more or less where that is nearly enough. */
const OF_TRIANGLES = embeddedness.id;

/**
 * Readings within their factor's epsilon of a bin's edge, readings of triangles some of which may count or not, and network
 * lines as near to a step of what is served: held for everybody, and looked at anew for those who were changed.
 */
export class NearEdges {
  readonly #kinds: readonly string[];
  readonly #edgesOf = new Map<ScorecardFactor, readonly number[]>();
  /** By subject, a bit for each kind of edge it is near to. */
  #marks: Uint32Array;

  constructor(swept: Swept) {
    const ofFactors = swept.scores.table.factors.map(({ factorId }) => factorId);
    this.#kinds = [
      ...ofFactors.filter((factorId) => factorId in EPSILONS || factorId === OF_TRIANGLES),
      NETWORK,
    ];
    if (this.#kinds.length > MOST_KINDS)
      throw new InvariantError(`readings near edges are told of ${MOST_KINDS} factors at most`);
    this.#marks = new Uint32Array(swept.scores.table.kinds.length);
    const note = (subject: number, kind: number) => (this.#marks[subject]! |= 1 << kind);
    this.#lookAtReadings(swept, { factorIds: this.#kinds }, note);
    this.#lookAtLines(swept, undefined, note);
  }

  /** Looks at the readings that moved, by the bits of their factors, and at lines where `rows` are others. */
  update(
    swept: Swept,
    { moved, rows }: { readonly moved: MarkedSubjects; readonly rows: readonly number[] },
    journal: Journal,
  ): void {
    this.#makeRoom(swept.scores.table.kinds.length, journal);
    this.#kinds.forEach((factorId, kind) => {
      const isLine = factorId === NETWORK;
      const subjects = isLine ? rows : moved.subjects(bitsOf([factorId]));
      const near = new Set<number>();
      const note = (subject: number) => near.add(subject);
      if (isLine) this.#lookAtLines(swept, subjects, note);
      else this.#lookAtReadings(swept, { factorIds: [factorId], subjects }, note);
      this.#enter({ subjects, near, kind }, journal);
    });
  }

  #enter({ subjects, near, kind }: Looked, journal: Journal): void {
    const bit = 1 << kind;
    for (const subject of subjects) {
      const before = this.#marks[subject]!;
      const marks = (near.has(subject) ? before | bit : before & ~bit) >>> 0;
      if (marks !== before) journal.set(this.#marks, subject, marks);
    }
  }

  /** Kind by kind, subjects ascending. */
  list(idOf: (subject: number) => string): NearEdge[] {
    const near: number[][] = this.#kinds.map(() => []);
    for (let subject = 0; subject < this.#marks.length; subject++)
      for (let marks = this.#marks[subject]!; marks !== 0; marks &= marks - 1)
        near[31 - Math.clz32(marks & -marks)]!.push(subject);
    return this.#kinds.flatMap((factorId, kind) =>
      near[kind]!.map((subject) => ({ subjectId: idOf(subject), factorId })),
    );
  }

  #lookAtReadings(swept: Swept, sweeping: Sweeping, note: Note): void {
    everyReading(swept, sweeping, ({ entry, readings, column }, { subject, place }) => {
      const { factorId } = column;
      const isNear =
        factorId === OF_TRIANGLES
          ? swept.columns.measure('doubtfulTriangles')[subject]! > 0
          : this.#isNearEdge(entry, EPSILONS[factorId]!, readings.value[place]!);
      if (isNear) note(subject, this.#kinds.indexOf(factorId));
    });
  }

  #lookAtLines(swept: Swept, subjects: readonly number[] | undefined, note: Note): void {
    const { table } = swept.scores;
    const own = swept.columns.measure('own');
    const count = subjects?.length ?? swept.columns.count;
    for (let place = 0; place < count; place++) {
      const subject = subjects?.[place] ?? place;
      const isNear = () => isNearStep(exactLine(table, subject), Math.round(own[subject]! * THOUSAND));
      if (table.share[subject]! > 0 && isNear()) note(subject, this.#kinds.length - 1);
    }
  }

  #isNearEdge(entry: ScorecardFactor, epsilon: number, value: number): boolean {
    const edges = this.#edgesOf.get(entry) ?? numericEdges(entry.bins);
    this.#edgesOf.set(entry, edges);
    // The other half is for what is not written down, and readings are taken as they were computed.
    for (const edge of edges) if (Math.abs(value - edge) <= epsilon / 2) return true;
    return false;
  }

  #makeRoom(room: number, journal: Journal): void {
    const before = this.#marks;
    if (before.length >= room) return;
    this.#marks = new Uint32Array(room);
    this.#marks.set(before);
    journal.note(() => (this.#marks = before));
  }
}

/** Whether a little more or less of the line, of lambda and of company is served otherwise. */
function isNearStep(exact: ExactLine, personal: number): boolean {
  const served = servedLine(exact, personal);
  const { points, relative } = NETWORK_EPSILON;
  for (let way = 0; way < 8; way++) {
    const more = (way & 1) === 0 ? -1 : 1;
    const leaning = 1 + ((way & 2) === 0 ? -relative : relative);
    const company = 1 + ((way & 4) === 0 ? -relative : relative);
    const other = {
      network: exact.network + more * points,
      share: exact.share * leaning,
      tieCompany: exact.tieCompany * company,
      ownershipCompany: exact.ownershipCompany * company,
      membershipCompany: exact.membershipCompany * company,
    };
    if (servedLine(other, personal) !== served) return true;
  }
  return false;
}

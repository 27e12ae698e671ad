/** What a simulation tells of a policy, month by month. */
import { assortativity } from './assortativity.ts';
import { moversOf } from './mobility.ts';
import type { Snapshot } from './snapshot.ts';

/** How a number is to be read: a share is from 0 to 1, months are of income. */
export type MeasureUnit = 'coefficient' | 'share' | 'points' | 'months' | 'count';

interface Measure {
  readonly title: string;
  readonly unit: MeasureUnit;
  readonly doc: string;
}

export const MEASURES = {
  assortativity: {
    title: 'assortativity by score',
    unit: 'coefficient',
    doc: "How alike those are in score who are tied: Newman's coefficient (2003) over live ties, by their strength.",
  },
  ties: { title: 'live ties a person', unit: 'count', doc: 'Accepted and not ended.' },
  access: {
    title: 'people at 600 or above',
    unit: 'share',
    doc: 'Of all people, those whom the policy lets have what opens at 600; whoever has no number has no access.',
  },
  thinAccess: {
    title: '  with thin files',
    unit: 'share',
    doc: 'The same of those whose record is below 6 that month.',
  },
  thickAccess: { title: '  with thick files', unit: 'share', doc: 'The same of all others.' },
  risen: {
    title: 'risen to a better band',
    unit: 'share',
    doc: 'Of all accounts with a number at the start and now; the JSON has the whole migration matrix.',
  },
  fallen: { title: 'fallen to a worse band', unit: 'share', doc: 'The same, downwards.' },
  lost: {
    title: 'access lost',
    unit: 'share',
    doc:
      'Of all people, those without access who would have it with `maxShare` 0 in the same month of the same world: who ' +
      'is hurt by network data.',
  },
  lostReliability: {
    title: '  their reliability',
    unit: 'coefficient',
    doc: 'The mean of what the world knows of their conduct and no score does, 0 to 1.',
  },
  lostThin: { title: '  with thin files', unit: 'share', doc: 'Of those who lost access.' },
  gained: { title: 'access gained', unit: 'share', doc: 'The other way round.' },
  gainedReliability: { title: '  their reliability', unit: 'coefficient', doc: 'As above.' },
  accessReliability: {
    title: 'reliability of those with access',
    unit: 'coefficient',
    doc: 'How well the policy chooses.',
  },
  debt: {
    title: 'debt taken on for points',
    unit: 'months',
    doc: 'Since the start, a person who buys for points, in months of their own income.',
  },
  gain: {
    title: 'points it gained them',
    unit: 'points',
    doc: 'The mean difference from the same people in the same world where nobody buys for points.',
  },
} as const satisfies Readonly<Record<string, Measure>>;

export type MeasureId = keyof typeof MEASURES;
export const MEASURE_IDS = Object.keys(MEASURES) as readonly MeasureId[];

/** NaN: there was nobody, or nothing, to measure by. */
export type Measured = Readonly<Record<MeasureId, number>>;

/** What a month is held against. */
export interface MeasuredAgainst {
  /** `maxShare` 0 in the same month. */
  readonly personal: Snapshot;
  /** The same policy in the same month, where nobody buys for points; absent where that was not tried. */
  readonly frugal: Snapshot | undefined;
  /** How many the scorecard has. */
  readonly bands: number;
  /** By person, 1 for who buys for points. */
  readonly isBuyer: Uint8Array;
  /** By person, 0 to 1. */
  readonly reliability: Float64Array;
}

export function measure(now: Snapshot, against: MeasuredAgainst): Measured {
  const { personal, frugal, bands, isBuyer, reliability } = against;
  const people = peopleWhere((person) => now.counts[person] === 1, now);
  const thin = people.filter((person) => now.isThin[person] === 1);
  const having = people.filter((person) => now.access[person] === 1);
  const lost = people.filter((person) => now.access[person] === 0 && personal.access[person] === 1);
  const gained = having.filter((person) => personal.access[person] === 0);
  const buyers = people.filter((person) => isBuyer[person] === 1);
  const hasAccess = (person: number) => now.access[person]!;
  const reliabilityOf = (person: number) => reliability[person]!;
  return {
    assortativity: assortativity(now.ties, now.score),
    ties: (2 * now.ties.length) / people.length,
    access: meanOf(people, hasAccess),
    thinAccess: meanOf(thin, hasAccess),
    thickAccess: meanOf(
      people.filter((person) => now.isThin[person] === 0),
      hasAccess,
    ),
    ...moversOf(now.migration, bands),
    lost: lost.length / people.length,
    lostReliability: meanOf(lost, reliabilityOf),
    lostThin: meanOf(lost, (person) => now.isThin[person]!),
    gained: gained.length / people.length,
    gainedReliability: meanOf(gained, reliabilityOf),
    accessReliability: meanOf(having, reliabilityOf),
    debt: meanOf(buyers, (person) => now.debtMonths[person]!),
    gain: frugal === undefined ? Number.NaN : gainOf(buyers, now, frugal),
  };
}

function gainOf(buyers: readonly number[], now: Snapshot, frugal: Snapshot): number {
  const scored = buyers.filter((person) => now.score[person]! > 0 && frugal.score[person]! > 0);
  return meanOf(scored, (person) => now.score[person]! - frugal.score[person]!);
}

function peopleWhere(holds: (person: number) => boolean, { counts }: Snapshot): readonly number[] {
  return Array.from(counts.keys()).filter(holds);
}

/** NaN of nobody. */
function meanOf(people: readonly number[], valueOf: (person: number) => number): number {
  return people.reduce((sum, person) => sum + valueOf(person), 0) / people.length;
}

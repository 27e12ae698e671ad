import { MS_PER_DAY, type Instant } from '../../src/domain/time.ts';
import { sybilsJoin } from '../planted/cast.ts';
import type { PlannedPlot } from '../planted/plot.ts';
import { logNormal } from '../random/log-normal.ts';
import type { Random } from '../random/random.ts';
import type { Streams } from '../random/streams.ts';
import { WeightedChoice } from '../random/weighted-choice.ts';
import { zipfWeights } from '../random/zipf.ts';
import { FIRST_JOINED_AT, momentBetween, WORLD_ENDS_AT, WORLD_STARTS_AT } from '../time/calendar.ts';

/**
 * What a person was made to be. `thin_file`: few obligations and little spend; `newcomer`: joined in the last
 * three months; `migrant`: came within the last two and a half years and knows few of the old communities; `sybil`:
 * one of the fresh accounts of one hand; `ring_member`: one of another ring.
 */
export const PERSON_ROLES = ['regular', 'thin_file', 'newcomer', 'migrant', 'sybil', 'ring_member'] as const;
export type PersonRole = (typeof PERSON_ROLES)[number];

/** Everybody, by number in the order of joining, but for what they are like. */
export interface Population {
  readonly count: number;
  readonly joinedAt: Float64Array;
  readonly role: readonly PersonRole[];
  /** The number of the crew that they are of, whose rings they are in, or -1. */
  readonly crewOf: Int32Array;
  readonly community: Uint16Array;
  /** How many there are; those from `migrantCommunities` on are of migrants. */
  readonly communities: number;
  readonly migrantCommunities: number;
  /** Multiplies how often somebody buys and sends money; median 1 for regular people. */
  readonly activity: Float64Array;
  readonly monthlyIncomeMinor: Float64Array;
}

export interface People extends Population {
  /** 0 to 1: what drives conduct; never in the facts. */
  readonly reliability: Float64Array;
}

const NEWCOMER_SHARE = 0.05;
const MIGRANT_SHARE = 0.04;
const THIN_SHARE = 0.2;
/** The share of older accounts that joined before money is followed. */
const EARLY_SHARE = 0.45;
const NEWCOMER_DAYS = 90;
const MIGRANTS_FROM: Instant = Date.UTC(2023, 5, 1);

/** People a community, on average. */
const COMMUNITY_SIZE = 80;

const ACTIVITY: Readonly<Record<PersonRole, number>> = {
  regular: 1,
  thin_file: 0.12,
  newcomer: 1,
  migrant: 0.8,
  sybil: 0.3,
  ring_member: 1,
};

interface Draft {
  readonly role: PersonRole;
  /** The first ring of their crew; absent for those of none. */
  readonly plot?: PlannedPlot;
}

export function drawPopulation(
  streams: Streams,
  { subjects: count, plots }: { subjects: number; plots: readonly PlannedPlot[] },
): Population {
  const drafts = Array.from(drawRoles(count, plots), (draft, i) => ({
    ...draft,
    joinedAt: drawJoining(streams.of('joining', i), draft),
  })).sort((a, b) => a.joinedAt - b.joinedAt);
  const role = drafts.map((person) => person.role);
  return {
    count,
    joinedAt: Float64Array.from(drafts, (person) => person.joinedAt),
    role,
    crewOf: Int32Array.from(drafts, ({ plot }) => plot?.crew ?? -1),
    ...drawCommunities(streams, role),
    activity: Float64Array.from(role, (what, i) =>
      logNormal(streams.of('activity', i), { median: ACTIVITY[what], sigma: 0.7 }),
    ),
    monthlyIncomeMinor: Float64Array.from(role, (what, i) =>
      drawIncome(streams.of('monthly income', i), what),
    ),
  };
}

/** In blocks; sorting by the instant of joining spreads them out. */
function drawRoles(count: number, plots: readonly PlannedPlot[]): readonly Draft[] {
  const crews = new Map(plots.toReversed().map((plot) => [plot.crew, plot]));
  const inRings = [...crews.values()].flatMap((plot): Draft[] => {
    const role = plot.kind === 'sybil_region' ? 'sybil' : 'ring_member';
    return Array.from({ length: plot.size }, () => ({ role, plot }));
  });
  const blocks: readonly [PersonRole, number][] = [
    ['newcomer', Math.round(count * NEWCOMER_SHARE)],
    ['migrant', Math.round(count * MIGRANT_SHARE)],
    ['thin_file', Math.round(count * THIN_SHARE)],
  ];
  const special = blocks.flatMap(([role, size]) => Array.from({ length: size }, (): Draft => ({ role })));
  const others = count - inRings.length - special.length;
  return [...inRings, ...special, ...Array.from({ length: others }, (): Draft => ({ role: 'regular' }))];
}

function drawJoining(random: Random, { role, plot }: Draft): Instant {
  const newcomersFrom = WORLD_ENDS_AT - NEWCOMER_DAYS * MS_PER_DAY;
  switch (role) {
    case 'sybil': {
      const { from, until } = sybilsJoin(plot!);
      return momentBetween(random, from, until);
    }
    case 'newcomer':
      return momentBetween(random, newcomersFrom, WORLD_ENDS_AT - 3 * MS_PER_DAY);
    case 'migrant':
      return momentBetween(random, MIGRANTS_FROM, newcomersFrom);
    case 'ring_member':
    case 'regular':
    case 'thin_file': {
      const until = plot?.formedAt ?? newcomersFrom;
      const early = EARLY_SHARE / (EARLY_SHARE + (1 - EARLY_SHARE) * shareJoinedBy(until, newcomersFrom));
      return random.chance(early)
        ? momentBetween(random, FIRST_JOINED_AT, WORLD_STARTS_AT)
        : momentBetween(random, WORLD_STARTS_AT, until);
    }
  }
}

/** Of those who join steadily from the start to the end, the share who have by then. */
function shareJoinedBy(then: Instant, end: Instant): number {
  return (then - WORLD_STARTS_AT) / (end - WORLD_STARTS_AT);
}

/** Of very different sizes; migrants live in some of their own. */
function drawCommunities(
  streams: Streams,
  role: readonly PersonRole[],
): Pick<Population, 'community' | 'communities' | 'migrantCommunities'> {
  const old = Math.max(4, Math.round(role.length / COMMUNITY_SIZE));
  const ofMigrants = Math.max(1, Math.round((role.length * MIGRANT_SHARE) / COMMUNITY_SIZE));
  const [oldSizes, migrantSizes] = [old, ofMigrants].map(
    (ranks) => new WeightedChoice(zipfWeights({ ranks, exponent: 0.8, shift: 2 })),
  ) as [WeightedChoice, WeightedChoice];
  const community = Uint16Array.from(role, (what, i) => {
    const random = streams.of('community', i);
    return what === 'migrant' ? old + migrantSizes.draw(random) : oldSizes.draw(random);
  });
  return { community, communities: old + ofMigrants, migrantCommunities: old };
}

function drawIncome(random: Random, role: PersonRole): number {
  const yuan = logNormal(random, { median: role === 'thin_file' ? 4_500 : 7_500, sigma: 0.45 });
  return Math.round(yuan / 10) * 1000;
}
